import { apart } from '../../domain/walk';
import { answersTo, everybody, stillIn } from '../../records/reading';
import type { StageWork } from './stageWork';

export const publicNotice: StageWork<'publicNotice'> = {
  asks: {
    objections: async (tx, visit) => {
      const { title, period } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'objections',
          kind: 'objection',
          title,
          closes: 'deadline',
          needs: 'anyone',
          within: period,
          terms: { subjects },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const objected = (await answersTo(tx, visit, 'objections', 'objection')).map(({ subject }) => subject);
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const people = await stillIn(tx, visit, lot.people);
        const held = people.filter((person) => objected.includes(person));
        return apart(
          lot,
          [
            ['objected', held],
            ['clear', people.filter((person) => !held.includes(person))],
          ],
          'unfilled',
        );
      }),
    );
    return { parts: parts.flat(), finding: { objected: [...new Set(objected)] } };
  },
};
