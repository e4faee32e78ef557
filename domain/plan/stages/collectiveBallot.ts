import { z } from 'zod';
import { shareSchema } from '../../arithmetic/share';
import { identifier, period, refuse, text } from '../terms';
import { stageType } from './stageType';

const points = z.number(refuse('points')).min(0, refuse('points')).max(10_000, refuse('points'));

/** 民主测评: a secret ballot of many; each grade on it is worth points, and the mean is a score. */
export const collectiveBallot = stageType('collectiveBallot', '民主测评 · a secret ballot', {
  score: {
    outcomes: ['valid'],
    sometimes: { turnoutNotMet: (stage) => stage['turnout'] !== undefined },
    parameters: {
      electorate: identifier.describe('投票的人（electorates 中的名称） · an electorate, by its name in electorates'),
      grades: z
        .record(text, points, refuse('grades'))
        .refine((grades) => Object.keys(grades).length >= 2, refuse('grades'))
        .describe('各档分值 · what each grade is worth'),
      within: period.describe('投票期限 · how long the ballot is open'),
      turnout: shareSchema
        .optional()
        .describe('参加人数至少占应参加人数的比例 · the share of the entitled who must take part'),
    },
  },
});
