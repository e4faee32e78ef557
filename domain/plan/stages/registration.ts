import { z } from 'zod';
import { flag, period, refuse } from '../terms';
import { stageType } from './stageType';

/** 报名. */
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
});
