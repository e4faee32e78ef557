import { exact, inFull, over, rounded, sum } from './exact';
import { trimmedMean, type ComputedScore, type Score } from './scores';

/** One group of raters: the sheets that it gave, what it drops of them, what its mean counts for. */
export interface RaterGroup {
  readonly id: string;
  readonly weight: string | number;
  readonly scores: readonly Score[];
  readonly trim?: { readonly high: number; readonly low: number } | undefined;
}

export type RatersMean =
  | (ComputedScore & { readonly met: true; readonly groups: Readonly<Record<string, ComputedScore>> })
  | { readonly met: false; readonly group: string; readonly needed: number; readonly actual: number };

/**
 * The means of groups of raters (each trimmed on its own), combined by their weights: Σ weight × mean ÷ Σ weight. Nothing is rounded
 * on the way. Not met when a group has too few scores. Throws RuleError `notANumber`, and `divisionByZero` without a group.
 */
export function ratersMean(groups: readonly RaterGroup[], places = 2): RatersMean {
  const means: { id: string; weight: string | number; mean: ComputedScore }[] = [];
  for (const { id, weight, scores, trim = { high: 0, low: 0 } } of groups) {
    const mean = trimmedMean(scores, trim, places);
    if (!mean.met) return { met: false, group: id, needed: mean.needed, actual: mean.actual };
    means.push({ id, weight, mean: { published: mean.published, inFull: mean.inFull } });
  }
  const parts = sum(means.map(({ weight, mean }) => exact(mean.inFull).mul(exact(weight))));
  const whole = over(parts, sum(means.map(({ weight }) => exact(weight))));
  return {
    met: true,
    published: rounded(whole, places),
    inFull: inFull(whole),
    groups: Object.fromEntries(means.map(({ id, mean }) => [id, mean])),
  };
}

/** The sum of the scores of a sheet's elements, in full. Throws RuleError `notANumber`. */
export const total = (scores: readonly Score[]): Score => inFull(sum(scores.map(exact)));
