import { z } from 'zod';
import { shareSchema } from '../../arithmetic/share';
import { count, identifier, months, panel, period } from '../terms';
import { canTie, recused } from './ballot';
import { stageType } from './stageType';

const parameters = {
  by: panel.describe('讨论决定的集体 · the committee'),
  quorum: shareSchema
    .default('2/3')
    .describe('到会人数至少占应到会人数的比例 · the share of the members who must be present'),
  pass: shareSchema
    .default('>1/2')
    .describe('同意票的比例，“超过半数”写作 >1/2 · the share that must agree; >1/2 is more than half'),
  of: z
    .enum(['entitled', 'present'])
    .default('entitled')
    .describe('比例以应到会还是实到会计 · of the members entitled or present'),
};

/** 讨论决定: a committee meets and votes; `ballot` (票决): its members vote in secret, each with a slip of their own. */
export const collectiveDecision = stageType('collectiveDecision', '讨论决定 · decision of a committee', {
  standard: {
    outcomes: ['passed', 'failed', 'deferred', 'inquorate'],
    parameters: {
      ...parameters,
      respects: identifier
        .optional()
        .describe('决定与哪次排名不一致须说明理由 · a ranking: to depart from it the committee says why'),
      reserve: z
        .strictObject({ months: months.describe('有效期（月） · how many months it holds') })
        .optional()
        .describe('讨论未通过的人选进入后备库 · who is not passed is kept in reserve, for later campaigns to read'),
      recused: z
        .enum(['left', 'counted'])
        .default('left')
        .describe(
          '回避的成员是否计入应到会、实到会人数 · whether members who withdraw for kinship are left out of both counts',
        ),
    },
  },
  ballot: {
    outcomes: ['passed', 'failed', 'deferred', 'inquorate'],
    sometimes: { tied: ({ choose, pass = '>1/2' }) => canTie(choose, pass) },
    parameters: {
      ...parameters,
      choose: count
        .optional()
        .describe('每个职位至多选几人；不写为职数 · how many one may choose for a post; the vacancies without it'),
      recused,
      within: period.describe(
        '投票期限；工作人员可以提前结束 · how long the ballot is open; an officer may close it earlier',
      ),
    },
  },
});
