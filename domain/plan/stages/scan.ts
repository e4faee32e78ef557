import { z } from 'zod';
import { conditionSchema } from '../../eligibility/condition';
import { count, period, refuse, text } from '../terms';
import { stageType } from './stageType';

const years = z.int(refuse('count')).min(1, refuse('count')).max(60, refuse('count'));
const outcomes = ['found', 'again'] as const;

/** 核查: looks through the pool by a rule, opens what follows for those newly found, and sleeps until somebody's case changes. */
export const scan = stageType('scan', '对名册的常年核查 · a standing scan of the pool', {
  tenure: {
    outcomes,
    parameters: {
      among: conditionSchema.optional().describe('核查哪些人；缺省为名册全体 · who is looked at; everybody by default'),
      due: z
        .array(
          z.strictObject({
            years: years.describe('任现职满几年 · full years in the post'),
            ageAtMost: count.optional().describe('只对几岁以下的人（含）· only for those of this age or under'),
          }),
          refuse('list'),
        )
        .min(1, refuse('list'))
        .describe('原则上应交流 · who is to move in principle'),
      must: years.describe('满几年必须交流 · after how many full years somebody must'),
      exemptFrom: z
        .enum(['due', 'both'])
        .default('due')
        .describe(
          '需要专业资格的岗位只免“应当”，还是连“必须”也免 · what a post that needs a qualification is exempt from',
        ),
    },
  },
  recusal: {
    outcomes,
    parameters: {
      duties: z
        .record(z.string(), text, refuse('map'))
        .describe('须回避的岗位：duty 的取值 → 名称 · posts that kin of a leader may not hold'),
      every: period.describe('多久核查一次；名册变动时随时核查 · how often, besides whenever the pool changes'),
    },
  },
});
