import { whole } from '../../domain/walk';
import type { StageWork } from './stageWork';

/** What is announced is the plan itself and the stage's text; the public page shows both once the stage is left. */
export const announcement: StageWork<'announcement'> = {
  asks: {},
  conclude: (_tx, { lots, stage }) =>
    Promise.resolve({
      parts: lots.flatMap((lot) => whole(lot, 'published')),
      finding: { text: stage.text ?? stage.title },
    }),
};
