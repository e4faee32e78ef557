import { z } from 'zod';
import { DENOMINATORS } from '../../arithmetic/ballots';
import { shareSchema } from '../../arithmetic/share';
import { flag, identifier, panel, period } from '../terms';

/** What every secret vote says: who votes, for how long, how many must take part, and how the vote is held. */
export const voting = {
  electorate: identifier.describe('投票的人（electorates 中的名称） · an electorate, by its name in electorates'),
  within: period.describe('投票期限 · how long the ballot is open'),
  turnout: shareSchema
    .optional()
    .describe('参加人数至少占应参加人数的比例 · the share of the entitled who must take part'),
  surprise: flag
    .default(false)
    .describe('不事先通知，由工作人员当场开启，只发给到场的人 · without notice, opened on the spot to those present'),
  paper: flag
    .default(false)
    .describe('纸质投票，票数由两人分别录入 · held on paper, its numbers entered by two people independently'),
  supervisor: panel
    .optional()
    .describe('到场监督的人，未签字不能结束 · who supervises; it does not close without their word'),
  officers: panel
    .optional()
    .describe('计票、监票人员，不得是候选人或其亲属 · ballot officers, neither candidates nor kin'),
};

export const denominator = z
  .enum(DENOMINATORS)
  .describe(
    '比例以应到会、实到会、发出票、收回票还是有效票计 · of those entitled or present, of ballots issued, returned or valid',
  );

export const turnoutNotMet = (stage: Readonly<Record<string, unknown>>): boolean => stage['turnout'] !== undefined;
export const onPaper = (stage: Readonly<Record<string, unknown>>): boolean => stage['paper'] === true;
