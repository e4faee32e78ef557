import { compare, exact, inFull, over, rounded, sum, ZERO, type Exact } from './exact';
import type { ComputedScore } from './scores';

/** One line of a published table of points. It has `words`, `each` or `counts`, which say what may be entered for it. */
export interface PointsItem {
  readonly name: string;
  /** One word is true of a person, and is worth so much (学历). */
  readonly words?: Readonly<Record<string, number>> | undefined;
  /** Points for each unit of a number (每年 0.5 分), of what lies above `over`; with `every` only for each full so many (每满两年). */
  readonly each?: number | undefined;
  readonly every?: number | undefined;
  readonly over?: number | undefined;
  /** Points for each of a kind, of which a person may have several (表彰); `best`: only the dearest one counts (就高不重复). */
  readonly counts?: Readonly<Record<string, number>> | undefined;
  readonly take: 'sum' | 'best';
  /** At most so many points for this line. */
  readonly max?: number | undefined;
}

/** What was verified of a person for one line: a word, a number, or how many of each kind. */
export type PointsValue = string | Readonly<Record<string, number>>;

export interface PointsScore extends ComputedScore {
  readonly items: Readonly<Record<string, string>>;
}

/**
 * The points of a table (量化计分): line by line, each at most its own maximum, added up to at least 0 and at most `max`. A line for which
 * nothing was entered is worth nothing. Nothing is rounded on the way. Throws RuleError `notANumber`.
 */
export function tablePoints(
  items: readonly PointsItem[],
  values: Readonly<Record<string, PointsValue>>,
  max: number,
): PointsScore {
  const points = items.map((item): [string, Exact] => [item.name, itemPoints(item, values[item.name])]);
  const whole = atMost(sum(points.map(([, each]) => each)), max);
  const score = compare(whole, ZERO) < 0 ? ZERO : whole;
  return {
    published: rounded(score),
    inFull: inFull(score),
    items: Object.fromEntries(points.map(([name, each]) => [name, inFull(each)])),
  };
}

const atMost = (value: Exact, max: number | undefined): Exact =>
  max !== undefined && compare(value, exact(max)) > 0 ? exact(max) : value;

function itemPoints(item: PointsItem, value: PointsValue | undefined): Exact {
  if (value === undefined) return ZERO;
  return atMost(typeof value === 'string' ? wordOrNumber(item, value) : counted(item, value), item.max);
}

function wordOrNumber({ words, each = 0, every, over: above = 0 }: PointsItem, value: string): Exact {
  if (words) return exact(words[value] ?? 0);
  const beyond = exact(value).sub(exact(above));
  if (compare(beyond, ZERO) <= 0) return ZERO;
  return (every === undefined ? beyond : over(beyond, exact(every)).floor()).mul(exact(each));
}

function counted({ counts = {}, take }: PointsItem, numbers: Readonly<Record<string, number>>): Exact {
  const had = Object.entries(counts).filter(([kind]) => (numbers[kind] ?? 0) > 0);
  if (take === 'sum') return sum(had.map(([kind, worth]) => exact(worth).mul(exact(numbers[kind]!))));
  const [dearest] = had.map(([, worth]) => exact(worth)).sort((a, b) => compare(b, a));
  return dearest ?? ZERO;
}

/** Bonus points (加分) of several sources: their sum or the best of them, at most so many. Throws RuleError `notANumber`. */
export function bonusPoints(scores: readonly string[], take: 'sum' | 'best', most?: number): string {
  const all = scores.map(exact);
  const whole = take === 'sum' ? sum(all) : (all.sort((a, b) => compare(b, a))[0] ?? ZERO);
  return inFull(atMost(whole, most));
}
