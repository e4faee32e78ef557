import type { DraftStage } from '../draft';
import { periodSchema } from '../../calendar/period';
import { mostDays } from './periods';

/** More days than any period: what waits for a day of the year, for files to change, or for another campaign. */
export const UNBOUNDED = 1_000_000;

const WAITING: readonly (string | undefined)[] = ['item', 'scan', 'subcampaign'];
/** The keys by which stages say how long something takes. */
const PERIODS = ['within', 'period', 'notice', 'rectify', 'check'] as const;

/** As many calendar days as a stage may take by the periods that the plan gives it, holidays aside. */
export function mostDaysOf(stage: DraftStage | undefined): number {
  if (!stage || (stage.type === 'gate' && stage.form === 'validity')) return 0;
  if (WAITING.includes(stage.type)) return UNBOUNDED;
  const values = stage.values as Readonly<Record<string, unknown>>;
  const own = PERIODS.reduce((sum, key) => sum + daysIn(values[key]), 0);
  // A recheck is asked for in one such period and answered in another.
  const recheck = 2 * daysIn((values['recheck'] as { within?: unknown } | undefined)?.within);
  const term = stage.type === 'probation' ? daysIn({ n: values['months'], unit: 'month' }) : 0;
  const office = stage.type === 'officeTerm' ? daysIn({ n: values['years'], unit: 'year' }) : 0;
  return own + recheck + term + office;
}

function daysIn(value: unknown): number {
  const period = periodSchema.safeParse(value).data;
  return period ? mostDays(period) : 0;
}

interface Ways {
  readonly next: (node: string) => readonly string[];
  readonly days: (node: string) => number;
}

/**
 * By node the days that the quickest way from one of the starts by that node to the end takes, when every stage on it takes as long as
 * it may; the end itself takes none. Nodes by which no way leads are not there.
 */
export function daysOnTheWay(
  nodes: readonly string[],
  { next, days }: Ways,
  starts: readonly string[],
  end: string,
): Map<string, number> {
  const before = new Map<string, string[]>();
  for (const node of nodes) for (const to of next(node)) before.set(to, [...(before.get(to) ?? []), node]);
  const there = fewest(
    starts.map((start) => [start, 0]),
    next,
    (from) => days(from),
  );
  const onward = fewest(
    [[end, 0]],
    (node) => before.get(node) ?? [],
    (_, to) => days(to),
  );
  return new Map(
    [...there].flatMap(([node, ahead]): [string, number][] => {
      const rest = onward.get(node);
      return rest === undefined ? [] : [[node, ahead + rest]];
    }),
  );
}

/** The fewest days to every node that can be reached. */
function fewest(
  starts: readonly [string, number][],
  next: (node: string) => readonly string[],
  days: (from: string, to: string) => number,
): Map<string, number> {
  const found = new Map(starts);
  const open = starts.map(([node]) => node);
  for (let node = open.shift(); node !== undefined; node = open.shift()) {
    for (const to of next(node)) {
      const sum = found.get(node)! + days(node, to);
      if (sum >= (found.get(to) ?? Infinity)) continue;
      found.set(to, sum);
      open.push(to);
    }
  }
  return found;
}
