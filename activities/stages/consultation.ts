import { apart, whole } from '../../domain/walk';
import { answersTo } from '../../records/reading';
import { everybody, panelOf, stillIn } from '../../records/people';
import type { StageWork } from './stageWork';

export const consultation: StageWork<'consultation'> = {
  asks: {
    opinions: async (tx, visit) => {
      const { title, by, within } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      const holders = await panelOf(tx, visit, by);
      const asked = { purpose: 'opinions', title, closes: 'complete', within, holders } as const;
      return visit.stage.form === 'deliberation'
        ? [{ ...asked, kind: 'deliberation', needs: 'any', terms: { entitled: holders, about: subjects } }]
        : [{ ...asked, kind: 'opinion', needs: visit.stage.everyone ? 'all' : 'any', subjects }];
    },
  },
  async conclude(tx, visit) {
    if (visit.stage.form === 'deliberation') {
      const [given] = await answersTo(tx, visit, 'opinions', 'deliberation');
      const parts = await Promise.all(
        visit.lots.map(async (lot) => whole(lot, 'deliberated', await stillIn(tx, visit, lot.people))),
      );
      return { parts: parts.flat(), finding: { present: given?.content.present.length ?? 0 } };
    }
    const opinions = await answersTo(tx, visit, 'opinions', 'opinion');
    const against = new Set(
      opinions.flatMap(({ subject, content }) => (content.answer === 'noObjection' ? [] : [subject])),
    );
    const free = [...new Set(opinions.map(({ subject }) => subject))].filter((person) => !against.has(person));
    const parts = await Promise.all(
      visit.lots.map(async (lot) =>
        apart(
          lot,
          [['clear', (await stillIn(tx, visit, lot.people)).filter((person) => free.includes(person))]],
          'unfilled',
        ),
      ),
    );
    return { parts: parts.flat(), finding: { clear: free } };
  },
};
