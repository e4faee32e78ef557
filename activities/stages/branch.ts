import { whole, type Lot, type Part } from '../../domain/walk';
import type { StageWork } from './stageWork';

export const branch: StageWork<'branch'> = {
  asks: {},
  conclude: (_tx, { lots, stage }) => {
    const ways = (lot: Lot): Part[] =>
      stage.form === 'beside'
        ? [
            ...whole(lot, 'on'),
            { lot: lot.id, outcome: 'beside', vacancies: 0, people: stage.with === 'people' ? lot.people : [] },
          ]
        : whole(lot, stage.posts.includes(lot.post) ? 'these' : 'others');
    return Promise.resolve({ parts: lots.flatMap(ways) });
  },
};
