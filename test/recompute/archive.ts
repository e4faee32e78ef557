import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { parse } from 'yaml';

/** Something comes out otherwise than the export says. */
export class Different extends Error {}

// What the files of an export hold, as its README says; nothing of the code that writes it.

export interface Lot {
  readonly id: string;
  readonly post: string;
  readonly vacancies: number;
  readonly people: readonly string[];
}
export interface Left extends Lot {
  readonly of: string;
  readonly outcome: string;
  readonly to: string;
}
export interface Visit {
  readonly id: string;
  readonly stage: string;
  readonly plan: number;
  readonly status: string;
  readonly leftAt: string | null;
  readonly lots: readonly Lot[];
  readonly left: readonly Left[];
  readonly finding: unknown;
}
export interface Sheet {
  readonly id: string;
  readonly visit: string;
  readonly judge: string;
  readonly about: string;
  readonly group: string | null;
  readonly elements: Readonly<Record<string, string>> | null;
  readonly score: string | null;
  readonly recused: boolean;
  readonly replaces: string | null;
  readonly replaced: boolean;
}
export interface Paper {
  readonly marks: readonly string[];
  readonly favour: string | null;
  readonly lines: Readonly<Record<string, { readonly person: string; readonly post: string }>>;
  readonly posts: Readonly<Record<string, { readonly most: number; readonly writeIns: number }>>;
}
export type Table = Readonly<Record<string, Readonly<Record<string, number>>>>;
export interface Box {
  readonly visit: string;
  readonly entitled: number;
  readonly exchanged: number;
  readonly electors: number | null;
  readonly paper: Paper;
  readonly ballots: readonly { readonly serial: string; readonly choices: Readonly<Record<string, string>> }[];
}
export interface PaperCount {
  readonly visit: string;
  readonly replaced: boolean;
  readonly heldOn: string;
  readonly electors: number;
  readonly present: number;
  readonly issued: number;
  readonly returned: number;
  readonly valid: number;
  readonly void: number;
  readonly tallies: Table;
  readonly writeIns: Table;
}
export interface Resolution {
  readonly visit: string;
  readonly present: number;
  readonly replaced: boolean;
  readonly votes: readonly {
    readonly person: string;
    readonly agree: number;
    readonly disagree: number;
    readonly abstain: number;
    readonly defer: number;
    readonly away: number;
    readonly awayPresent: number;
  }[];
}
export interface Question {
  readonly visit: string;
  readonly purpose: string;
  readonly closedAt: string | null;
  readonly among: Readonly<Record<string, readonly string[]>> | null;
  readonly counted: Readonly<Record<string, number>> | null;
  readonly scheduled: { readonly from: string; readonly to: string } | null;
}
export interface Verdict {
  readonly visit: string;
  readonly purpose: string;
  readonly kind: string;
  readonly about: string;
  readonly says: unknown;
  readonly on: string | null;
  readonly at: string;
  readonly replaced: boolean;
}
export interface Entry {
  readonly seq: number;
  readonly kind: string;
  readonly actor: string | null;
  readonly visit_id: string | null;
  readonly subject: string | null;
}

/** A stage as the plan says it, with every default where the plan says nothing. */
export type Stage = Readonly<Record<string, never>> & {
  readonly stage: string;
  readonly id: string;
  readonly form?: string;
  readonly outcomes: Readonly<Record<string, string>>;
};
export interface Item {
  readonly id: string;
  readonly by?: string;
  readonly with?: readonly string[];
  readonly under?: string;
  readonly weight?: number;
}
/** A post; a unit or an item in the place of one is its own subject. */
export interface Subject extends Item {
  readonly vacancies: number;
  readonly itself?: true;
}
export interface Plan {
  readonly posts: readonly Subject[];
  /** Items that others stand under. */
  readonly groups: readonly Item[];
  readonly panels: Readonly<Record<string, { readonly winnersOf?: readonly string[] }>>;
  readonly stages: readonly Stage[];
}

export interface Export {
  readonly campaign: {
    readonly status: string;
    readonly panels: Readonly<Record<string, number>>;
    readonly electorates: Readonly<Record<string, number>>;
    readonly answering: Readonly<Record<string, readonly string[]>>;
  };
  readonly record: readonly Entry[];
  readonly visits: readonly Visit[];
  readonly sheets: readonly Sheet[];
  readonly ballots: readonly Box[];
  readonly papers: readonly PaperCount[];
  readonly resolutions: readonly Resolution[];
  readonly questions: readonly Question[];
  readonly verdicts: readonly Verdict[];
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly plans: ReadonlyMap<number, Plan>;
}

export function opened(bytes: Uint8Array): Export {
  const files = Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)] as const);
  const manifest = files.find(([name]) => name === 'manifest.json')?.[1] ?? '{}';
  for (const [name, digest] of Object.entries((JSON.parse(manifest) as { files: Record<string, string> }).files))
    if (digest !== sha256(files.find(([each]) => each === name)?.[1] ?? ''))
      throw new Different(`${name} is not the file of the list`);
  const documents = files
    .filter(([name]) => name.endsWith('.json'))
    .map(([name, text]) => [name.slice(0, -'.json'.length), JSON.parse(text) as unknown]);
  const plans = files
    .filter(([name]) => name.startsWith('plans/'))
    .map(([name, text]) => [Number(/\d+/.exec(name)![0]), planOf(text)] as const);
  return { ...(Object.fromEntries(documents) as Omit<Export, 'plans'>), plans: new Map(plans) };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Of an export and its alterations, which mostly have the same. */
let lastPlan: readonly [text: string, plan: Plan] | undefined;

function planOf(text: string): Plan {
  lastPlan = lastPlan?.[0] === text ? lastPlan : [text, planIn(text)];
  return lastPlan[1];
}

function planIn(text: string): Plan {
  type Written = Omit<Plan, 'posts' | 'groups' | 'panels'> & {
    readonly posts?: Plan['posts'];
    readonly units?: readonly Item[];
    readonly items?: readonly Item[];
    readonly panels?: Plan['panels'];
  };
  const { posts = [], units = [], items = [], panels = {}, stages } = parse(text) as Written;
  const isGroup = ({ id }: Item) => items.some(({ under }) => under === id);
  const moving = [...units, ...items.filter((item) => !isGroup(item))];
  return {
    posts: [...posts, ...moving.map((each) => ({ ...each, vacancies: 1, itself: true as const }))],
    groups: items.filter(isGroup),
    panels,
    stages,
  };
}
