import { apart } from '../../domain/walk';
import { answersTo, everybody, panelOf, stillIn } from '../../records/reading';
import type { StageWork } from './stageWork';

export const consultation: StageWork<'consultation'> = {
  asks: {
    opinions: async (tx, visit) => {
      const { title, by, within } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'opinions',
          kind: 'opinion',
          title,
          closes: 'complete',
          needs: 'any',
          within,
          holders: await panelOf(tx, visit, by),
          subjects,
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const opinions = await answersTo(tx, visit, 'opinions', 'opinion');
    const free = opinions.filter(({ content }) => content.answer === 'noObjection').map(({ subject }) => subject);
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
