import { z } from 'zod';
import { count, flag, identifier, panel, refuse, text } from '../terms';
import { stageType } from './stageType';

const dropped = z.int(refuse('dropped')).min(0, refuse('dropped')).max(100, refuse('dropped')).default(0);
const maximum = z.number(refuse('maximum')).min(1, refuse('maximum')).max(10_000, refuse('maximum'));
const weight = z.number(refuse('weight')).positive(refuse('weight')).max(1_000_000, refuse('weight'));
const trim = z
  .strictObject({ high: dropped, low: dropped })
  .optional()
  .describe('去掉几个最高分、最低分 · how many highest and lowest scores are dropped');

const raterGroup = z.strictObject({
  by: panel.describe('这一组评分的人 · the panel of this group'),
  weight: weight.describe('这一组平均分所占的百分比 · what the mean of this group counts for, in percent'),
  trim,
});

const parameters = {
  by: panel.optional().describe('评分的人 · the panel that scores'),
  raters: z
    .record(identifier, raterGroup, refuse('raters'))
    .refine((groups) => Object.keys(groups).length >= 2, refuse('raters'))
    .optional()
    .describe('分组评分：各组各自去高低分、平均，再按权重合成 · groups of raters whose means are combined by weights'),
  max: maximum.default(100).describe('满分 · the full mark'),
  elements: z
    .record(text, maximum, refuse('elements'))
    .refine((elements) => Object.keys(elements).length >= 2, refuse('elements'))
    .optional()
    .describe('评分要素及各自的满分，合计为 max · what is scored, each with its own full mark; they add up to max'),
  sealed: flag.default(false).describe('密封阅卷 · marked without names'),
  supervisor: panel.optional().describe('监督的人 · the panel that supervises'),
  minutes: count.optional().describe('每人限时（分钟） · minutes a person'),
  trim,
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
