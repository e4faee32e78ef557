import { z } from 'zod';
import { factKeySchema } from '../../eligibility/facts';
import { flag, period, refuse } from '../terms';
import { stageType } from './stageType';

const placedBy = factKeySchema
  .optional()
  .describe('名册中写明此人属于哪个职位（单位）的一项 · the fact that says to which post or unit somebody belongs');

/**
 * 报名. `invited` (邀请): those of the pool who meet the conditions are invited by letter and accept by a deadline. `roll` (名册): everybody of
 * the pool who meets the conditions is in.
 */
export const registration = stageType('registration', '报名 · registration', {
  standard: {
    outcomes: ['closed'],
    parameters: {
      within: period.describe('报名期限 · how long registration is open'),
      channels: z
        .array(z.enum(['self', 'organisation']), refuse('list'))
        .min(1, refuse('list'))
        .default(['self'])
        .describe('自荐、组织推荐 · who puts a person forward'),
      undirected: flag
        .default(false)
        .describe(
          '不定向报名：可依次填写几个职位，以后分配 · people may name several posts and are assigned to one later',
        ),
      changePost: flag.default(false).describe('截止前可否改报 · whether people may change post before the deadline'),
    },
  },
  invited: {
    outcomes: ['closed'],
    parameters: {
      within: period.describe('答复期限 · how long those invited have to answer'),
      silence: z
        .enum(['declines', 'accepts'])
        .default('declines')
        .describe('到期未答复视为谢绝还是接受 · what no answer means'),
      placedBy,
    },
  },
  roll: { outcomes: ['closed'], parameters: { placedBy } },
});
