import { Different, opened, type Visit } from './archive';
import { Scene, type Again, type Part } from './scene';
import * as inspections from './stages/inspections';
import * as meetings from './stages/meetings';
import * as people from './stages/people';
import * as points from './stages/points';
import * as rankings from './stages/rankings';
import * as rollUps from './stages/rollUps';
import * as scores from './stages/scores';
import * as standing from './stages/standing';
import * as votes from './stages/votes';
import { walked } from './walk';

/** Every stage type; one that is not here is not passed over. */
const stages: Readonly<Record<string, (scene: Scene) => Again>> = {
  ...inspections,
  ...meetings,
  ...people,
  ...points,
  ...rankings,
  ...rollUps,
  ...scores,
  ...standing,
  ...votes,
};

export interface Recomputed {
  /** How many visits that were left came to the same. */
  readonly visits: number;
  /** What no outsider can work out was taken as the export gives it: why, and how often. */
  readonly given: Readonly<Record<string, number>>;
}

/**
 * Works every stage that was left out again from an export alone: every score, rank, quorum, turnout and outcome, and who goes where.
 * Knows nothing of the code that did it the first time. @throws {Different} at the first that comes out otherwise
 */
export function recomputed(bytes: Uint8Array): Recomputed {
  const all = opened(bytes);
  const given: Record<string, number> = {};
  const note = (why: string) => void (given[why] = (given[why] ?? 0) + 1);
  let visits = 0;
  for (const visit of all.visits.filter(({ status }) => status === 'left')) {
    const scene = new Scene(all, visit, note);
    const again = stages[scene.stage.stage];
    if (!again) throw new Different(`nobody knows how a stage of the type ${scene.stage.stage} comes out`);
    try {
      compare(visit, again(scene));
    } catch (error) {
      if (error instanceof Different) throw new Different(`${visit.stage} (${visit.id}): ${error.message}`);
      throw error;
    }
    visits++;
  }
  walked(all);
  return { visits, given };
}

function compare(visit: Visit, { parts, finding }: Again): void {
  const shown = ({ of, post, outcome, vacancies, people: its }: Part) => plain([of, post, outcome, vacancies, its]);
  const [are, should] = [visit.left, parts].map((each) => each.map(shown).sort().join(' '));
  if (are !== should) throw new Different(`left ${are}, should ${should}`);
  const [found, again] = [plain(visit.finding), plain(finding)];
  if (found !== again) throw new Different(`found ${differing(visit.finding, finding)}`);
}

/** In which order people of one rank stand says nothing; where an order is the answer, it does. */
const ordered: readonly string[] = ['proposed'];

function plain(value: unknown, key = ''): string {
  if (Array.isArray(value)) {
    const parts = value.map((part) => plain(part, key));
    return `[${(ordered.includes(key) ? parts : parts.sort()).join()}]`;
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${entries
    .map(([name, each]) => `${JSON.stringify(name)}:${plain(each, ordered.includes(key) ? key : name)}`)
    .sort()
    .join()}}`;
}

function differing(one: unknown, other: unknown, at = ''): string {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isObject(one) && isObject(other))
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
      if (plain(one[key], key) !== plain(other[key], key)) return differing(one[key], other[key], `${at}/${key}`);
  return `${at} ${plain(one)}, should ${plain(other)}`.slice(0, 600);
}
