import { rank, type Entrant } from './ranking';

/** Somebody who would take one of several posts, the dearest first. */
export interface Wisher extends Entrant {
  readonly wishes: readonly string[];
}

/**
 * Assigns people to posts by score and wishes (不定向报名，按成绩和志愿分配): from high to low by the published score, each gets the first
 * wish that still has a place. People with equal scores are treated alike: what one of them finds free, all do, though a post may
 * then have more people than places. Posts without people are there with none. Throws RuleError `notANumber`.
 */
export function assignByRank(
  wishers: readonly Wisher[],
  places: Readonly<Record<string, number>>,
): Record<string, string[]> {
  const taken: Record<string, string[]> = Object.fromEntries(Object.keys(places).map((post) => [post, []]));
  const byId = new Map(wishers.map((wisher) => [wisher.id, wisher]));
  const ranked = rank(wishers);
  for (const place of new Set(ranked.map((each) => each.rank))) {
    const equals = ranked.filter((each) => each.rank === place);
    const free = new Set(Object.keys(taken).filter((post) => taken[post]!.length < places[post]!));
    for (const { id } of equals) {
      const post = byId.get(id)!.wishes.find((wish) => free.has(wish));
      if (post !== undefined) taken[post]!.push(id);
    }
  }
  return taken;
}
