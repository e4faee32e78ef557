import { compare, exact, inFull, over, rounded, sum, ZERO, type Exact } from './exact';
import type { ComputedScore, Score } from './scores';

/** How scores of several panels come to one scale: by the ratio of the means, or by their difference. */
export const SCALES = ['ratio', 'difference'] as const;
export type Scale = (typeof SCALES)[number];

export const SCALE_FORMULAS: Readonly<Record<Scale, string>> = {
  ratio: '最后得分 = 原始得分 × (全体平均分 ÷ 本组平均分)，超过满分的按满分计',
  difference: '最后得分 = 原始得分 + (全体平均分 − 本组平均分)，超过满分的按满分计，低于零分的按零分计',
};

export interface Scaled {
  /** How it is worked out, for people. */
  readonly formula: string;
  /** The mean of everybody who was scored, and of those of each panel. */
  readonly mean: ComputedScore;
  readonly panels: Readonly<Record<string, ComputedScore>>;
  readonly scores: Readonly<Record<string, ComputedScore>>;
}

/**
 * Brings the scores that several panels gave to different people to one scale by the means of the panels. Nothing is rounded on the way.
 * Where a panel's mean is 0, so are its scores, and they stay so under `ratio`. Throws RuleError `notANumber`.
 * @param scored everybody's own score with the panel that gave it
 */
export function toOneScale(
  scored: readonly { readonly id: string; readonly panel: string; readonly score: Score }[],
  scale: Scale,
  max: string | number,
  places = 2,
): Scaled {
  const meanOf = (scores: readonly Exact[]): Exact =>
    scores.length > 0 ? over(sum(scores), exact(scores.length)) : ZERO;
  const all = meanOf(scored.map(({ score }) => exact(score)));
  const panels = [...new Set(scored.map(({ panel }) => panel))].sort();
  const means = new Map(
    panels.map((panel) => [
      panel,
      meanOf(scored.filter((each) => each.panel === panel).map(({ score }) => exact(score))),
    ]),
  );
  const scaled = (score: Exact, own: Exact): Exact => {
    if (scale === 'difference') return score.add(all).sub(own);
    return own.n === 0n ? score : score.mul(over(all, own));
  };
  const shown = (value: Exact): ComputedScore => ({ published: rounded(value, places), inFull: inFull(value) });
  return {
    formula: SCALE_FORMULAS[scale],
    mean: shown(all),
    panels: Object.fromEntries([...means].map(([panel, mean]) => [panel, shown(mean)])),
    scores: Object.fromEntries(
      scored.map(({ id, panel, score }) => [id, shown(within(scaled(exact(score), means.get(panel)!), exact(max)))]),
    ),
  };
}

function within(value: Exact, max: Exact): Exact {
  if (compare(value, ZERO) < 0) return ZERO;
  return compare(value, max) > 0 ? max : value;
}
