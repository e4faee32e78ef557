import { apart, postsIn, whole, type Part } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { answersTo } from '../../records/reading';
import { everybody, stillIn } from '../../records/people';
import { peopleOf } from '../../records/tracks';
import type { Visit } from '../../records/visits';
import type { StageWork } from './stageWork';

export const publicNotice: StageWork<'publicNotice'> = {
  asks: {
    objections: async (tx, visit) => {
      const { stage } = visit;
      const common = { purpose: 'objections', kind: 'objection', title: stage.title, needs: 'anyone' } as const;
      if (stage.form === 'intake') {
        const posts = postsIn(visit.lots);
        const subjects = [...posts, ...(await peopleOf(tx, visit.campaign, posts))];
        return [{ ...common, closes: 'act', terms: { subjects, until: stage.until } }];
      }
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      return [{ ...common, closes: 'deadline', within: stage.period, terms: { subjects } }];
    },
  },
  async conclude(tx, visit) {
    const objected = (await answersTo(tx, visit, 'objections', 'objection')).map(({ subject }) => subject);
    const parts =
      visit.stage.form === 'intake'
        ? visit.lots.flatMap((lot) => whole(lot, objected.length > 0 ? 'reported' : 'none'))
        : await fatesOf(tx, visit, objected);
    return { parts, finding: { objected: [...new Set(objected)] } };
  },
};

async function fatesOf(tx: Tx, visit: Visit<'publicNotice'>, objected: readonly string[]): Promise<Part[]> {
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
  return parts.flat();
}
