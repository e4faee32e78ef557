import type { StageType } from '../../domain/plan';
import type { Days } from './days';
import type { Chance } from './chance';

export type Content = Readonly<Record<string, unknown>>;
/** The code of a refusal; null: taken. */
export type Refused = string | null;

/** A stage as a plan writes it. */
export type StageText = {
  readonly stage: StageType;
  readonly id: string;
  readonly title: string;
  readonly together?: boolean;
  readonly outcomes: Readonly<Record<string, string>>;
} & Content;

export interface PlanText {
  readonly id: string;
  readonly title: string;
  readonly posts: readonly { readonly id: string; readonly title: string; readonly vacancies: number }[];
  readonly panels: Readonly<Record<string, { readonly title: string; readonly min?: number }>>;
  readonly electorates: Readonly<Record<string, unknown>>;
  readonly stages: readonly StageText[];
}

export interface Roster {
  readonly panels: Readonly<Record<string, readonly string[]>>;
  readonly electorates: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly pool?: Readonly<Record<string, Content>>;
}

export interface Lot {
  readonly n: number;
  readonly post: string;
  readonly vacancies: number;
  readonly people: readonly string[];
  readonly from: Visit | null;
  /** The lot that it was part of. */
  readonly part: Lot | null;
  readonly outcome: string | null;
  /** A stage or a result. */
  to: string;
  gone: boolean;
}

export interface Part {
  readonly lot: Lot;
  readonly outcome: string;
  readonly vacancies: number;
  readonly people: readonly string[];
}

export interface Visit {
  readonly n: number;
  readonly stage: StageText;
  readonly lots: readonly Lot[];
  status: 'open' | 'left' | 'stale' | 'superseded';
  /** The number of its being left among all that happened. */
  leftAs: number | null;
  /** When it was left, in ms; corrections do not change it. */
  leftAt: number | null;
  readonly windows: Map<string, Window>;
  /** How many of its questions it has asked in this walk, and what it waits for. */
  step: number;
  asked: readonly Window[];
  found: Content | undefined;
}

/** A question put to people. */
export interface Ask {
  readonly purpose: string;
  readonly kind: string;
  readonly closes: 'deadline' | 'complete';
  readonly needs?: 'any' | 'all';
  readonly holders?: readonly string[];
  readonly subjects?: readonly string[];
  /** Who is asked about whom, where not every holder is asked about every subject. */
  readonly pairs?: readonly (readonly [by: string, about: string])[];
  readonly within?: Days | undefined;
  readonly terms?: Content;
}

export interface Answer {
  readonly by: string | null;
  readonly about: string;
  readonly content: Content;
  readonly at: number;
  stands: boolean;
}

export interface Window extends Ask {
  readonly visit: Visit;
  readonly subjects: readonly string[];
  readonly terms: Content;
  owed: readonly { readonly by: string; readonly about: string }[];
  period: Days | undefined;
  due: number | null;
  readonly answers: Answer[];
  readonly voted: Set<string>;
  readonly ballots: Content[];
  closed: 'deadline' | 'complete' | 'act' | 'withdrawn' | null;
}

/** What a stage reads. */
export interface Seen {
  readonly model: {
    readonly plan: PlanText;
    readonly roster: Roster;
    readonly lots: readonly Lot[];
    readonly visits: readonly Visit[];
    /** The visit that last found something about a post at a stage. */
    returned(person: string, since: number, before: number): boolean;
    finder(stage: string, post: string): Visit | undefined;
    /** The visit in which a post last came out of a stage, before what happened as this number. */
    cameOut(stage: string, post: string, before: number): Visit | undefined;
  };
  readonly visit: Visit;
  readonly stage: StageText;
  readonly lots: readonly Lot[];
  /** The instant of its being concluded, for the first time. */
  readonly asOf: number;
  /** Of these people, or of everybody here, those who are still in. */
  still(people?: readonly string[]): string[];
  panel(name: unknown): readonly string[];
  window(purpose: string): Window | undefined;
  answers(purpose: string): readonly Answer[];
}

/** What a plan under construction offers to a stage. */
export interface Making {
  readonly chance: Chance;
  /** Stages that everybody has passed. */
  readonly passed: readonly string[];
  /** Scored stages that everybody has passed. */
  readonly scored: readonly string[];
  /** The ranking that everybody has passed. */
  readonly ranking: string | undefined;
  readonly posts: readonly string[];
  /** Strands that have not come together: their branch, and by which outcomes of which stages each is passed. */
  readonly strands: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly branch: string;
  /** Whether people may have registered for several posts and are not assigned yet. */
  readonly several: boolean;
  /** The election whose first stand again. */
  readonly election?: string;
  /** Names a panel (at least so many people), and gives its name. */
  panel(atLeast?: number): string;
  electorate(): string;
  /** There are people whom others may name. */
  pool(): void;
}

/** A stage type as the model knows it. */
export interface Kind {
  /** The stage in one of its forms, at random, without what all stages have; and its outcomes, the one that leads on first. */
  make(making: Making): { readonly text: Content; readonly outcomes: readonly string[] };
  readonly asks: readonly ((seen: Seen) => readonly Ask[])[];
  conclude(seen: Seen): {
    readonly parts: readonly Part[];
    readonly found?: Content;
    readonly entering?: readonly string[];
  };
}
export type Kinds = { readonly [T in StageType]?: Kind };
