import { perPost, whole } from '../../domain/walk';
import { poolOf } from '../../records/pool';
import { answersTo } from '../../records/reading';
import { panelOf, stillIn } from '../../records/people';
import { eligibleIn } from './eligible';
import type { StageWork } from './stageWork';

/** What a nomination finds: whom for each post, each with the reason, and why nobody. */
export interface NominationFinding {
  readonly nominees: readonly { readonly post: string; readonly person: string; readonly reason: string }[];
  readonly none: Readonly<Record<string, string>>;
}

export const nomination: StageWork<'nomination'> = {
  asks: {
    nominations: async (tx, visit) => {
      const { title, by, within, upTo } = visit.stage;
      const holders = await panelOf(tx, visit, by);
      if (holders.length === 0) return [];
      const pool = await poolOf(tx, visit);
      const lots = perPost(visit.lots);
      return [
        {
          purpose: 'nominations',
          kind: 'nominations',
          title,
          closes: 'complete',
          needs: 'any',
          within,
          holders,
          terms: {
            among: Object.fromEntries(
              lots.map(({ post }) => [
                post,
                eligibleIn(visit, post, pool).filter((person) => !holders.includes(person)),
              ]),
            ),
            upTo: Object.fromEntries(lots.map(({ post, vacancies }) => [post, upTo * vacancies])),
          },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const [given] = await answersTo(tx, visit, 'nominations', 'nominations');
    const { nominees = [], none = {} } = given?.content ?? {};
    const parts = await Promise.all(
      perPost(visit.lots).map(async (lot) => {
        const proposed = nominees.filter(({ post }) => post === lot.post).map(({ person }) => person);
        const people = await stillIn(tx, visit, proposed);
        return whole(lot, people.length > 0 ? 'nominated' : 'none', people);
      }),
    );
    return {
      parts: parts.flat(),
      finding: { nominees, none } satisfies NominationFinding,
      entering: parts.flat().flatMap(({ people }) => people),
    };
  },
};
