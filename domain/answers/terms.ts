import type { PointsItem } from '../arithmetic';
import type { Period } from '../calendar';
import type { BallotPaper } from './ballotPaper';
import type { FoundProblem } from './kinds';

/** What a window adds to the schema of its kind, fixed when it opens. */
export interface Terms {
  readonly max?: number;
  /** What a sheet scores one by one, each with its full mark. */
  readonly elements?: readonly { readonly name: string; readonly max: number }[];
  /** The table by which points are computed. */
  readonly table?: readonly PointsItem[];
  /** What is passed or failed one by one. */
  readonly checked?: readonly string[];
  /** Who was dealt to which panel by lot. */
  readonly dealt?: Readonly<Record<string, readonly string[]>>;
  /** How many questions a post. */
  readonly count?: number;
  /** Minutes a person, or for each part. */
  readonly minutes?: number | Readonly<Record<string, number>>;
  /** Sheets lock when they are handed in. */
  readonly signed?: boolean;
  /** What the numbers of papers are made with, in the place of names; never shown. */
  readonly sealed?: string;
  /** Another window, whose answers must be in before this one takes any. */
  readonly after?: string;
  /** Who enters when, drawn by lot from a published seed. */
  readonly order?: readonly string[];
  readonly inOrder?: boolean;
  /** The seed that order and raters were drawn with, and among whom raters were. */
  readonly seed?: string;
  readonly drawnFrom?: readonly string[];
  readonly sections?: readonly string[];
  /** What is done needs its evidence attached. */
  readonly evidence?: boolean;
  readonly dimensions?: readonly string[];
  readonly fourMusts?: boolean;
  readonly posts?: readonly string[];
  readonly channels?: readonly string[];
  readonly changePost?: boolean;
  readonly grades?: Readonly<Record<string, number>>;
  readonly subjects?: readonly string[];
  readonly entitled?: readonly string[];
  /** Whom a body talks over, one and all. */
  readonly about?: readonly string[];
  readonly electorate?: string;
  readonly choices?: readonly string[];
  /** How many people each post had when a gate was come to. */
  readonly counted?: Readonly<Record<string, number>>;
  readonly undirected?: boolean;
  /** The vacancies of each post that a motion must have headcount for. */
  readonly vacancies?: Readonly<Record<string, number>>;
  /** The people of each post. */
  readonly peopleOf?: Readonly<Record<string, readonly string[]>>;
  /** Members of a committee who withdraw, by the person voted on. */
  readonly recused?: Readonly<Record<string, readonly string[]>>;
  /** Posts that each person may be assigned to. */
  readonly openTo?: Readonly<Record<string, readonly string[]>>;
  /** By person, the conditions of the kind 一般 that are not met: a pass is a relaxation, with its reason. */
  readonly unmet?: Readonly<Record<string, readonly string[]>>;
  /** By person, the other conditions that are not met: such a person is not eligible. */
  readonly barred?: Readonly<Record<string, readonly string[]>>;
  /** Problems that were found, each with where it was and about whom or what. */
  readonly found?: readonly FoundProblem[];
  /** Whether the report says one by one what is wrong. */
  readonly problems?: boolean;
  /** What is demanded, where one demand is answered. */
  readonly demand?: string;
  /** Open until the other tracks of its posts have passed these stages. */
  readonly until?: readonly string[];
  /** What an act may change, at which the window closes. */
  readonly watches?: 'pool';
  /** People the end of whose case it waits for besides. */
  readonly awaits?: readonly string[];
  /** Both days included; an officer may set others when they are announced. */
  readonly scheduled?: { readonly from: string; readonly to: string };
  /** Of each post the people in the order of the ranking that a meeting respects, the seats, and by what rule it passes somebody. */
  readonly ranked?: Readonly<Record<string, { readonly order: readonly string[]; readonly seats: number }>>;
  readonly rule?: { readonly quorum: string; readonly pass: string; readonly of: 'entitled' | 'present' };
  /** The plan that is to be started, by its id. */
  readonly plan?: string;
  /** How many are in the electorate, when not everybody gets a slip. */
  readonly electors?: number;
  /** The same, class by class. */
  readonly electorsOf?: Readonly<Record<string, number>>;
  /** Kin of those who are voted on get no slip; they are left out of those entitled, or counted. */
  readonly kin?: 'left' | 'counted';
  /** Whom nobody may be, or be kin of, who handles this (监票、计票人员). */
  readonly unrelatedTo?: readonly string[];
  /** Whoever started the campaign stands in for officers who are missing: how many, and who has withdrawn. */
  readonly standIn?: { readonly lacks: number; readonly withdrawn: readonly string[] };
  /** How long a ballot without notice is open, once it is opened. */
  readonly opens?: Period;
  readonly paper?: BallotPaper;
  /** What an earlier round came to, printed on the paper: votes by line. */
  readonly earlier?: Readonly<Record<string, number>>;
  readonly classes?: readonly string[];
  /** Whom one may name, by post. */
  readonly among?: Readonly<Record<string, readonly string[]>>;
  /** What no answer to an invitation means. */
  readonly silence?: 'declines' | 'accepts';
  readonly upTo?: Readonly<Record<string, number>>;
  readonly words?: readonly string[];
}
