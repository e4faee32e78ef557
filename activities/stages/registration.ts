import { whole } from '../../domain/walk';
import { answersTo, stillIn } from '../../records/reading';
import type { StageWork } from './stageWork';

export const registration: StageWork<'registration'> = {
  asks: {
    applications: (_tx, visit) => {
      const { title, within, channels, changePost } = visit.stage;
      const terms = { posts: visit.lots.map(({ post }) => post), channels, changePost };
      return Promise.resolve([
        { purpose: 'applications', kind: 'application', title, closes: 'deadline', needs: 'anyone', within, terms },
      ]);
    },
  },
  async conclude(tx, visit) {
    const applications = await answersTo(tx, visit, 'applications', 'application');
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const applied = applications.filter(({ content }) => content.post === lot.post).map(({ by }) => by!);
        return whole(lot, 'closed', await stillIn(tx, visit, applied));
      }),
    );
    return { parts: parts.flat() };
  },
};
