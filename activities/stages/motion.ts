import { whole } from '../../domain/walk';
import { answersTo } from '../../records/reading';
import { panelOf } from '../../records/people';
import type { StageWork } from './stageWork';

export const motion: StageWork<'motion'> = {
  asks: {
    motion: async (tx, visit) => [
      {
        purpose: 'motion',
        kind: 'motion',
        title: visit.stage.title,
        closes: 'complete',
        needs: 'any',
        ...(visit.stage.headcount
          ? { terms: { vacancies: Object.fromEntries(visit.lots.map(({ post, vacancies }) => [post, vacancies])) } }
          : {}),
        holders: await panelOf(tx, visit, visit.stage.by),
      },
    ],
  },
  async conclude(tx, visit) {
    const [given] = await answersTo(tx, visit, 'motion', 'motion');
    return { parts: visit.lots.flatMap((lot) => whole(lot, given!.content.answer)) };
  },
};
