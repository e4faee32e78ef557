import { compare, exact, inFull, over, rounded, sum, ZERO, type Exact } from './exact';

/** Scores travel as decimal text ("88.33"), or as the `inFull` of an earlier result ("265/3"), so that nothing is rounded on the way. */
export type Score = string;

/** A computed score: `published` is what people see and ranks use, `inFull` what later sums use. */
export interface ComputedScore {
  readonly published: string;
  readonly inFull: string;
}

export type TrimmedMean =
  | (ComputedScore & {
      readonly met: true;
      readonly judges: number;
      readonly kept: readonly Score[];
      readonly dropped: readonly Score[];
    })
  | { readonly met: false; readonly needed: number; readonly actual: number };

/**
 * The mean of the judges' scores without the `high` highest and `low` lowest, one instance each even when tied (《竞争上岗规定》第十九条:
 * 去掉一个最高分和一个最低分). Not met with fewer than high + low + 1 judges. Throws RuleError `notANumber`.
 */
export function trimmedMean(scores: readonly Score[], trim: { high: number; low: number }, places = 2): TrimmedMean {
  const needed = trim.high + trim.low + 1;
  if (scores.length < needed) return { met: false, needed, actual: scores.length };
  const ascending = [...scores].sort((a, b) => compare(exact(a), exact(b)));
  const end = ascending.length - trim.high;
  const kept = ascending.slice(trim.low, end);
  const mean = over(sum(kept.map(exact)), exact(kept.length));
  const dropped = [...ascending.slice(0, trim.low), ...ascending.slice(end)];
  return { met: true, ...computed(mean, places), judges: scores.length, kept, dropped };
}

export type WeightFault = 'noParts' | 'weightNotPositive' | 'weightsNotHundred';

/** Weights must be positive and, as percentages, sum to exactly 100; as parts they may sum to anything. Returns the first fault and the sum. */
export function checkWeights(
  weights: readonly (string | number)[],
  as: 'percent' | 'parts',
): { fault?: WeightFault; sum: string } {
  const values = weights.map(exact);
  const total = sum(values);
  const fault: WeightFault | undefined =
    values.length === 0
      ? 'noParts'
      : values.some((value) => compare(value, ZERO) <= 0)
        ? 'weightNotPositive'
        : as === 'percent' && compare(total, exact(100)) !== 0
          ? 'weightsNotHundred'
          : undefined;
  return { ...(fault && { fault }), sum: inFull(total) };
}

export interface WeightedPart {
  readonly id: string;
  readonly weight: string | number;
  readonly score: Score;
  /** The full mark of this part; scores are brought to 100 by it. Default 100. */
  readonly maximum?: string | number;
  /** A composite with bonus points may come to more than its full mark. */
  readonly beyond?: boolean;
}

export type WeightedSum =
  | (ComputedScore & {
      readonly met: true;
      readonly parts: readonly { readonly id: string; readonly outOf100: string; readonly points: string }[];
    })
  | {
      readonly met: false;
      readonly fault: WeightFault | 'maximumNotPositive' | 'scoreOutOfRange';
      readonly part?: string;
      readonly sum?: string;
    };

/**
 * The composite score out of 100 (综合成绩): each score brought to 100 by its maximum, times its weight. Full precision is kept;
 * `published` is rounded once, half up. Throws RuleError `notANumber`.
 */
export function weightedSum(parts: readonly WeightedPart[], as: 'percent' | 'parts', places = 2): WeightedSum {
  const weights = checkWeights(
    parts.map((part) => part.weight),
    as,
  );
  if (weights.fault) return { met: false, fault: weights.fault, sum: weights.sum };
  const whole = exact(weights.sum);
  const terms = [];
  for (const part of parts) {
    const maximum = exact(part.maximum ?? 100);
    const score = exact(part.score);
    if (compare(maximum, ZERO) <= 0) return { met: false, fault: 'maximumNotPositive', part: part.id };
    if (compare(score, ZERO) < 0 || (!part.beyond && compare(score, maximum) > 0))
      return { met: false, fault: 'scoreOutOfRange', part: part.id };
    const outOf100 = over(score.mul(100), maximum);
    terms.push({ id: part.id, outOf100, points: over(outOf100.mul(exact(part.weight)), whole) });
  }
  const shown = terms.map(({ id, outOf100, points }) => ({
    id,
    outOf100: rounded(outOf100, places),
    points: rounded(points, places),
  }));
  return { met: true, ...computed(sum(terms.map((term) => term.points)), places), parts: shown };
}

function computed(value: Exact, places: number): ComputedScore {
  return { published: rounded(value, places), inFull: inFull(value) };
}
