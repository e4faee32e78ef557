import { whole } from '../../domain/walk';
import type { StageWork } from './stageWork';

export const branch: StageWork<'branch'> = {
  asks: {},
  conclude: (_tx, { lots, stage }) =>
    Promise.resolve({ parts: lots.flatMap((lot) => whole(lot, stage.posts.includes(lot.post) ? 'these' : 'others')) }),
};
