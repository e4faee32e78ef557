import { compare, exact, fraction, type Exact } from './exact';
import type { Score } from './scores';
import { count, type Share } from './share';

/** Grades from high to low by their least scores. */
const fromHigh = (bands: Readonly<Record<string, string | number>>): string[] =>
  Object.keys(bands).sort((a, b) => compare(exact(bands[b]!), exact(bands[a]!)));

/**
 * A grade for everybody: the highest band whose least score is reached, else the lowest. No more people than a cap's share of all may
 * have its grade; those with the lowest scores fall to the next, equal ones together. Throws RuleError `notANumber`.
 */
export function gradesOf(
  people: readonly { readonly id: string; readonly score: Score }[],
  bands: Readonly<Record<string, string | number>>,
  caps: Readonly<Record<string, Share>> = {},
): Record<string, string> {
  const order = fromHigh(bands);
  const last = order.length - 1;
  const all = people.map(({ id, score }) => {
    const reached = order.findIndex((grade) => compare(exact(score), exact(bands[grade]!)) >= 0);
    return { id, score: exact(score), at: reached < 0 ? last : reached };
  });
  for (const [at, grade] of order.entries()) {
    const cap = caps[grade];
    if (!cap || at === last) continue;
    const most = mostOf(cap, people.length);
    const held = all.filter((each) => each.at === at).sort((a, b) => compare(b.score, a.score));
    const over = held[most];
    if (over) for (const each of held) if (each.score.compare(over.score) <= 0) each.at = at + 1;
  }
  return Object.fromEntries(all.map(({ id, at }) => [id, order[at]!]));
}

/** The most people that are not above the share, or below it when it is strict. */
function mostOf({ numerator, denominator, strict }: Share, people: number): number {
  const line: Exact = fraction(BigInt(numerator), BigInt(denominator)).mul(exact(count(people)));
  return Math.max(0, Number(strict ? line.ceil().sub(1) : line.floor()));
}
