import { tablePoints } from '../../domain/arithmetic';
import { whole } from '../../domain/walk';
import { answersTo } from '../../records/reading';
import { everybody, panelOf, stillIn } from '../../records/people';
import type { ComputedScore } from '../../domain/arithmetic';
import type { StageWork } from './stageWork';

/** What a table of points finds: everybody's score, and what each line of the table came to. */
export interface PointsFinding {
  readonly max: number;
  readonly scores: Readonly<Record<string, ComputedScore>>;
  readonly items: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export const points: StageWork<'points'> = {
  asks: {
    points: async (tx, visit) => {
      const { title, by, within, items } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'points',
          kind: 'points',
          title,
          closes: 'complete',
          needs: 'any',
          within,
          holders: await panelOf(tx, visit, by),
          subjects,
          terms: { table: items },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const { items, max } = visit.stage;
    const verified = (await answersTo(tx, visit, 'points', 'points')).map(({ subject, content }) => ({
      subject,
      ...tablePoints(items, content.values, max),
    }));
    const scores = Object.fromEntries(
      verified.map(({ subject, published, inFull }) => [subject, { published, inFull }]),
    );
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const scored = (await stillIn(tx, visit, lot.people)).filter((person) => scores[person]);
        return whole(lot, scored.length > 0 ? 'scored' : 'none', scored);
      }),
    );
    return {
      parts: parts.flat(),
      finding: {
        max,
        scores,
        items: Object.fromEntries(verified.map((each) => [each.subject, each.items])),
      } satisfies PointsFinding,
      letters: verified.map(({ subject, published }) => ({
        purpose: `score:${published}`,
        letter: 'score' as const,
        to: [subject],
        terms: { score: published, max },
      })),
    };
  },
};
