import { z } from 'zod';
import { nextTiesSchema, takeSchema, tiesSchema } from '../../arithmetic/ranking';
import { count, identifier, keep, refuse, weight } from '../terms';
import { stageType } from './stageType';

/** Why a seat is empty. */
export const REPLACEMENT_GROUNDS = ['withdrawal', 'exclusion', 'result'] as const;
export type ReplacementGround = (typeof REPLACEMENT_GROUNDS)[number];

/** 排名、递补. A composite ranks people by weighted scores; a replacement takes the next of an earlier ranking. */
export const ranking = stageType('ranking', '排名、递补 · a ranking', {
  composite: {
    outcomes: ['taken', 'none'],
    sometimes: { tied: ({ ties }) => ties === 'redo' || (isObject(ties) && ties['otherwise'] === 'redo') },
    parameters: {
      weights: z
        .record(identifier, weight, refuse('weights'))
        .refine((weights) => Object.keys(weights).length > 0, refuse('weights'))
        .describe('各评分环节所占的百分比或份数 · what each scored stage counts for'),
      weighting: z
        .enum(['percent', 'parts'])
        .default('percent')
        .describe('百分比（合计 100）或份数 · percentages that sum to 100, or parts'),
      bonus: z
        .strictObject({
          of: z
            .array(identifier, refuse('list'))
            .min(1, refuse('list'))
            .describe('哪些评分环节的分直接加在总分上 · the scored stages whose points are added as they are'),
          take: z
            .enum(['sum', 'best'])
            .default('sum')
            .describe('累计，还是只取最高的一项 · all of them, or only the best'),
          atMost: z
            .number(refuse('points'))
            .min(0, refuse('points'))
            .max(10_000, refuse('points'))
            .optional()
            .describe('最多加几分 · at most so many points'),
        })
        .optional()
        .describe('加分，加在综合成绩上 · bonus points on top of the composite'),
      places: z
        .int(refuse('places'))
        .min(0, refuse('places'))
        .max(4, refuse('places'))
        .default(2)
        .describe('综合成绩公布几位小数 · decimals of the published composite'),
      carries: z
        .enum(['full', 'published'])
        .default('full')
        .describe('以后的排名用它的全值还是公布值 · what later rankings use of it'),
      floors: z
        .array(
          z.strictObject({
            of: identifier.optional().describe('哪一部分的成绩；不写为综合成绩 · which part; without it the composite'),
            atLeast: z.number(refuse('points')).min(0, refuse('points')).max(10_000, refuse('points')),
            only: z.literal('uncontested').optional().describe('仅在没有竞争时 · only when there is no competition'),
          }),
          refuse('list'),
        )
        .default([])
        .describe('最低分数线 · minimum scores, on the whole or on one part'),
      keep,
      take: takeSchema.describe('取多少人 · how many go on'),
      ties: tiesSchema.default('include').describe('末位并列时怎么办 · what happens to equal scores at the cut'),
    },
  },
  replacement: {
    outcomes: ['taken', 'none'],
    sometimes: { barred: ({ grounds, atMost }) => grounds !== undefined || atMost !== undefined },
    parameters: {
      from: identifier.describe('按哪次排名（选举）递补 · the ranking or election that it draws on'),
      grounds: z
        .array(z.enum(REPLACEMENT_GROUNDS), refuse('list'))
        .min(1, refuse('list'))
        .optional()
        .describe(
          '因何空出的才递补：withdrawal 本人放弃，exclusion 取消资格，result 环节结果；不写都递补 · the grounds on which a seat is filled again; all without it',
        ),
      atMost: z
        .strictObject({
          times: count.describe('至多递补几人次 · how many replacements at most'),
          per: z.enum(['vacancy', 'post']).default('post').describe('按职数还是按职位 · per vacancy or per post'),
        })
        .optional()
        .describe('递补次数的限制 · how often'),
      ties: nextTiesSchema
        .default('include')
        .describe('下一名并列时都递补，还是依次比较 · equal ones all come, or criteria decide'),
    },
  },
});

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
