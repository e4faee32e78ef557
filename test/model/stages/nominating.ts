import { asOne, perPost } from '../parts';
import type { Kind } from '../words';
import { period } from './asking';

/** A body proposes people of the pool for each post, no more than so many for each of its seats, or says why nobody. */
export const nomination: Kind = {
  make: (making) => {
    making.pool();
    return {
      text: { by: making.panel(), upTo: making.chance.from(1, 2), within: period(making) },
      outcomes: ['nominated', 'none'],
    };
  },
  asks: [
    ({ stage, lots, panel, model }) => [
      {
        purpose: 'nominations',
        kind: 'nominations',
        closes: 'complete',
        needs: 'any',
        holders: panel(stage['by']),
        within: stage['within'] as never,
        terms: {
          among: Object.keys(model.roster.pool ?? {}),
          upTo: Object.fromEntries(
            perPost(lots).map(({ all: { post, vacancies } }) => [post, Number(stage['upTo']) * vacancies]),
          ),
        },
      },
    ],
  ],
  conclude(seen) {
    const nominees = (seen.answers('nominations')[0]?.content['nominees'] ?? []) as { post: string; person: string }[];
    const parts = perPost(seen.lots).map(({ all, one: lot }) => {
      const named = nominees.filter(({ post }) => post === lot.post).map(({ person }) => person);
      const people = seen.still(named);
      return { ...asOne(all, people.length > 0 ? 'nominated' : 'none', people), lot };
    });
    return { parts, found: { nominees }, entering: parts.flatMap(({ people }) => people) };
  },
};
