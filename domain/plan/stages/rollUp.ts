import { z } from 'zod';
import { identifier, refuse, weight } from '../terms';
import { stageType } from './stageType';

/**
 * 汇总: scores of items go up the tree that they are divided from, and to the people who answer for them. Items leave as `counted`, people
 * with a score as `scored`, `none` where nobody has one.
 */
export const rollUp = stageType('rollUp', '汇总 · scores of items, rolled up to people', {
  standard: {
    outcomes: ['counted', 'scored', 'none'],
    parameters: {
      weights: z
        .record(identifier, weight, refuse('weights'))
        .refine((weights) => Object.keys(weights).length > 0, refuse('weights'))
        .describe('各次考核所占的百分比 · what each scored stage counts for, in percent'),
      cooperating: z
        .number(refuse('points'))
        .min(0, refuse('points'))
        .max(100, refuse('points'))
        .default(100)
        .describe(
          '协办的事项按主办的百分之几计入 · what an item counts for those who cooperate, in percent of what it counts for its owner',
        ),
    },
  },
});
