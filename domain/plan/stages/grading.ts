import { z } from 'zod';
import { shareSchema } from '../../arithmetic/share';
import { identifier, refuse, text } from '../terms';
import { stageType } from './stageType';

const least = z.number(refuse('points')).min(0, refuse('points')).max(10_000, refuse('points'));

/**
 * 评定等次: a grade for everybody by published bands of an earlier score, told to each with what follows from it, and kept for later
 * campaigns. `unfit`: the grades that the plan says so of. `none`: nobody was left to grade.
 */
export const grading = stageType('grading', '评定等次 · grades by bands of a score', {
  standard: {
    outcomes: ['graded', 'none'],
    sometimes: { unfit: ({ unfit }) => unfit !== undefined },
    parameters: {
      from: identifier.describe('按哪个环节的成绩 · the scored stage or ranking that it goes by'),
      bands: z
        .record(text, least, refuse('grades'))
        .refine((bands) => Object.keys(bands).length >= 2, refuse('grades'))
        .describe('各等次的最低分，如 {优秀: 90, 称职: 75} · the least score of each grade'),
      caps: z
        .record(text, shareSchema)
        .default({})
        .describe(
          '某等次至多占被评人数的比例，超出的按分数由低到高降一等 · at most this share may have the grade; the lowest fall to the next',
        ),
      unfit: z
        .array(text, refuse('list'))
        .min(1, refuse('list'))
        .optional()
        .describe('以 unfit 离开的等次，如 [不称职] · the grades that leave as unfit'),
      consequences: z
        .record(text, z.array(text, refuse('list')))
        .default({})
        .describe('各等次的结果运用，书面告知本人 · what follows from each grade, told to the person'),
      keep: z
        .strictObject({
          fact: identifier.describe('记作哪项信息，如 annualReviews · as which fact'),
          year: z.enum(['this', 'last']).describe('考核的是当年还是上年 · whether this year or the last is reviewed'),
        })
        .optional()
        .describe('留存，供以后的资格条件读取 · kept for the eligibility rules of later campaigns'),
    },
  },
});
