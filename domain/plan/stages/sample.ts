import { z } from 'zod';
import { shareSchema } from '../../arithmetic/share';
import { conditionSchema } from '../../eligibility/condition';
import { flag, identifier, panel, refuse, text } from '../terms';
import { stageType } from './stageType';

const words = { text: text.describe('理由 · the ground, as people read it') };

/** Why somebody is looked at whatever the lot says: votes in a ballot, a report to an intake, or anything that the files say. */
const ground = z.union(
  [
    z.strictObject({
      ...words,
      ballot: identifier.describe('投票环节 · a ballot'),
      mark: text.describe('哪一档 · the mark'),
      atLeast: shareSchema.describe('占有效票的比例 · the share of the valid ballots'),
    }),
    z.strictObject({ ...words, reported: identifier.describe('受理反映的环节 · an intake of reports') }),
    z.strictObject({ ...words, when: conditionSchema.describe('名册中的情况 · what the files say') }),
  ],
  refuse('ground'),
);

/** 抽查: a share of the people by lot from a published seed, and all for whom there is a ground. Only those who are drawn go on. */
export const sample = stageType('sample', '抽查 · a sample drawn by lot', {
  standard: {
    outcomes: ['drawn', 'none'],
    parameters: {
      by: panel.describe('到场抽取的人 · who sees to the draw'),
      atLeast: shareSchema.describe('至少抽查多少 · the share that is looked at, at least'),
      mandatory: z
        .array(ground, refuse('list'))
        .default([])
        .describe('必查的情形 · grounds on which somebody is looked at in any case'),
      mandatoryCounts: flag
        .default(false)
        .describe(
          '必查的是否计入抽查比例；缺省为另加 · whether those count towards the share; by default they come on top',
        ),
    },
  },
});
