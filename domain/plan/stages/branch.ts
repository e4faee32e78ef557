import { z } from 'zod';
import { identifier, refuse } from '../terms';
import { stageType } from './stageType';

/**
 * 分道: some posts go one way, the others another. `beside`: each post goes on, and a second track begins beside it, with nobody in it and
 * no seat, which does something about the post itself meanwhile; `with: people`: with the same people, still without a seat, until a
 * join (汇合) brings the strands together.
 */
export const branch = stageType('branch', '分道 · posts part', {
  standard: {
    outcomes: ['these', 'others'],
    parameters: {
      posts: z
        .array(identifier, refuse('list'))
        .min(1, refuse('list'))
        .describe('走 these 的职位 · the posts that leave as these'),
    },
  },
  beside: {
    outcomes: ['on', 'beside'],
    parameters: {
      with: z
        .literal('people')
        .optional()
        .describe(
          '另起的一道也办同一批人的事，到汇合（join）为止 · the same people go on the second track too, until a join',
        ),
    },
  },
});
