import { z } from 'zod';
import { ratioSchema } from '../../arithmetic/gates';
import { identifier, panel, period, refuse } from '../terms';
import { stageType } from './stageType';

/** 资格审查, with the review on request of those refused, and the gate that opens the competition or not. */
export const eligibilityReview = stageType('eligibilityReview', '资格审查 · review of eligibility', {
  standard: {
    outcomes: ['met', 'short'],
    parameters: {
      by: panel,
      within: period.describe('审查期限 · how long the review may take'),
      conditions: z
        .array(identifier, refuse('list'))
        .min(1, refuse('list'))
        .optional()
        .describe(
          '这次审查哪些条件（conditions 中的 id）；不写为全部 · which of the conditions it is about, by their ids; without it all',
        ),
      recheck: z
        .strictObject({
          by: panel,
          within: period.describe('申请并答复复核的期限 · how long a recheck may be asked for and takes'),
        })
        .optional()
        .describe('不合格者可申请复核 · those refused may ask for a recheck'),
      gate: z
        .strictObject({
          ratio: ratioSchema.describe('合格人数与职数之比，如 3 或 3:1 · people to one vacancy or post'),
          per: z.enum(['vacancy', 'post']).default('vacancy').describe('按职数还是按职位 · per vacancy or per post'),
        })
        .optional()
        .describe(
          '开考比例；没有时只要有人合格就继续 · the ratio that opens the competition; without it one person is enough',
        ),
    },
  },
});
