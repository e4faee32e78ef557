import { z } from 'zod';
import { shareSchema } from '../../arithmetic/share';
import { count, flag, identifier, refuse, text } from '../terms';
import { denominator, marksOf, onPaper, recused, turnoutNotMet, voting } from './ballot';
import { stageType } from './stageType';

const points = z.number(refuse('points')).min(0, refuse('points')).max(10_000, refuse('points'));
const sometimes = { turnoutNotMet, void: onPaper };

/**
 * 民主推荐、民主测评: a secret vote of many that seats nobody. `score`: grades are worth points, and the mean is a score. `recommendation`:
 * everybody names up to so many people. `agreement`: yes or no, and who has too few is vetoed. `review`: grades for reference.
 * `questionnaire`: questions about the work, and about nobody.
 */
export const collectiveBallot = stageType('collectiveBallot', '民主推荐、民主测评 · a secret ballot', {
  score: {
    outcomes: ['valid'],
    sometimes,
    parameters: {
      ...voting,
      recused,
      grades: z
        .record(text, points, refuse('grades'))
        .refine((grades) => Object.keys(grades).length >= 2, refuse('grades'))
        .describe('各档分值 · what each grade is worth'),
    },
  },
  recommendation: {
    outcomes: ['counted', 'none'],
    sometimes,
    parameters: {
      ...voting,
      recused,
      among: z
        .enum(['lot', 'pool'])
        .default('lot')
        .describe('在已报名（入围）的人中，还是在名册中推荐 · among the people of the lot or of the pool'),
      upTo: count.describe('每个职位至多推荐几人 · how many people one may name for each post'),
      announces: identifier
        .optional()
        .describe('票上公布哪一轮的结果 · an earlier round, whose result the paper announces'),
    },
  },
  agreement: {
    outcomes: ['passed', 'vetoed'],
    sometimes,
    parameters: {
      ...voting,
      recused,
      pass: shareSchema.describe('同意票不足这一比例的否决 · who has less than this share of yes is vetoed'),
      of: denominator.default('valid'),
      marks: marksOf('同意', '不同意'),
    },
  },
  questionnaire: {
    outcomes: ['valid'],
    sometimes,
    parameters: {
      ...voting,
      questions: z
        .array(
          z.strictObject({
            id: identifier,
            title: text,
            marks: z
              .array(text, refuse('list'))
              .min(2, refuse('list'))
              .describe('可选的答案 · the answers to choose from'),
          }),
          refuse('list'),
        )
        .min(1, refuse('list'))
        .max(100)
        .describe('问题：不评人，评工作 · questions about the work, and about nobody'),
      comments: flag.default(false).describe('可另写意见和建议 · whether the paper has room for comments'),
    },
  },
  review: {
    outcomes: ['valid'],
    sometimes,
    parameters: {
      ...voting,
      recused,
      grades: z.array(text, refuse('list')).min(2, refuse('list')).describe('各档 · the grades'),
    },
  },
});
