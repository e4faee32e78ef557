import { z } from 'zod';
import { count, flag, panel, refuse } from '../terms';
import { stageType } from './stageType';

const dropped = z.int(refuse('dropped')).min(0, refuse('dropped')).max(100, refuse('dropped')).default(0);

const parameters = {
  by: panel.describe('评分的人 · the panel that scores'),
  max: z
    .number(refuse('maximum'))
    .min(1, refuse('maximum'))
    .max(10_000, refuse('maximum'))
    .default(100)
    .describe('满分 · the full mark'),
  sealed: flag.default(false).describe('密封阅卷 · marked without names'),
  supervisor: panel.optional().describe('监督的人 · the panel that supervises'),
  minutes: count.optional().describe('每人限时（分钟） · minutes a person'),
  trim: z
    .strictObject({ high: dropped, low: dropped })
    .optional()
    .describe('去掉几个最高分、最低分 · how many highest and lowest scores are dropped'),
  signed: flag.default(false).describe('打分并署名 · each judge signs the sheet'),
  announce: z
    .enum(['immediately', 'afterwards'])
    .default('afterwards')
    .describe('是否当场公布 · whether scores are announced on the spot'),
};

const form = { outcomes: ['scored', 'none'], parameters } as const;

/** 笔试、面试、素质测试、专项活动: scores that named people give. `none`: nobody came or was left. */
export const scoredAssessment = stageType('scoredAssessment', '评分环节 · an assessment scored by a panel', {
  writtenExam: form,
  interview: form,
  qualityTest: form,
  activity: form,
});
