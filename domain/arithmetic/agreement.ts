import { takeBest, type Take } from './ranking';
import { ofBase, type Share, type ShareResult } from './share';
import type { Score } from './scores';

/** The people of one post, with the score that each group of raters gave them. */
export interface Judged {
  readonly vacancies: number;
  readonly scores: Readonly<Record<string, Readonly<Record<string, Score>>>>;
}

export interface Agreement extends ShareResult {
  /** How it is worked out, for people. */
  readonly formula: string;
  /** Those whom some group would take and another would not. */
  readonly apart: readonly string[];
}

export const AGREEMENT_FORMULA =
  '吻合度 = 各组看法相同的人数 ÷ 评分的人数；各组各按本组平均分排名，都取在名额以内或都排在名额以外的，为看法相同';

/**
 * Agreement between groups of raters: the share of people whom every group, ranking by its own means, puts on the same side of the
 * cut (篇8: 90% 以上; the source gives no formula, so ours is printed with the result).
 */
export function agreement(posts: readonly Judged[], take: Take, atLeast: Share): Agreement {
  const apart: string[] = [];
  let people = 0;
  for (const { vacancies, scores } of posts) {
    const names = Object.keys(scores);
    const groups = [...new Set(Object.values(scores).flatMap((each) => Object.keys(each)))];
    const within = groups.map((group) => {
      const entrants = names.map((id) => ({ id, score: scores[id]![group]! }));
      return new Set(takeBest(entrants, take, vacancies).taken);
    });
    people += names.length;
    apart.push(...names.filter((name) => new Set(within.map((taken) => taken.has(name))).size > 1));
  }
  return { formula: AGREEMENT_FORMULA, apart: apart.sort(), ...ofBase(people - apart.length, people, atLeast) };
}
