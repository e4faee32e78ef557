import { apart, whole } from '../../domain/walk';
import { answersTo, everybody, panelOf, stillIn } from '../../records/reading';
import type { StageWork } from './stageWork';

export const task: StageWork<'task'> = {
  asks: {
    tasks: async (tx, visit) => {
      const { stage } = visit;
      const people = await everybody(tx, visit);
      const empty = visit.lots.filter((lot) => lot.people.length === 0).map(({ post }) => post);
      const subjects = [...people, ...empty];
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'tasks',
          kind: stage.form === 'handover' ? 'handover' : 'taskReport',
          title: stage.title,
          closes: 'complete',
          needs: 'any',
          within: stage.within,
          holders: await panelOf(tx, visit, stage.by),
          subjects,
          terms: stage.form === 'report' ? { sections: stage.sections } : {},
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const moves = visit.stage.form === 'handover' ? await answersTo(tx, visit, 'tasks', 'handover') : [];
    const reports = visit.stage.form === 'report' ? await answersTo(tx, visit, 'tasks', 'taskReport') : [];
    const done = [...moves, ...reports].map(({ subject }) => subject);
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        if (lot.people.length === 0) return whole(lot, 'done');
        const still = await stillIn(tx, visit, lot.people);
        return apart(lot, [['done', still.filter((person) => done.includes(person))]], 'unfilled');
      }),
    );
    return {
      parts: parts.flat(),
      finding: Object.fromEntries([...moves, ...reports].map(({ subject, content }) => [subject, content])),
      facts: moves.flatMap(({ subject, content: { facts, since } }) =>
        Object.entries({ ...facts, postSince: since }).map(([key, value]) => ({ person: subject, key, value })),
      ),
    };
  },
};
