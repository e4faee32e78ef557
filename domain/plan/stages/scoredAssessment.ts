import { z } from 'zod';
import { takeSchema } from '../../arithmetic/ranking';
import { SCALES } from '../../arithmetic/scale';
import { shareSchema } from '../../arithmetic/share';
import { count, flag, identifier, keep, panel, refuse, text, weight } from '../terms';
import { stageType } from './stageType';

const dropped = z.int(refuse('dropped')).min(0, refuse('dropped')).max(100, refuse('dropped')).default(0);
const maximum = z.number(refuse('maximum')).min(1, refuse('maximum')).max(10_000, refuse('maximum'));
const trim = z
  .strictObject({ high: dropped, low: dropped })
  .optional()
  .describe('去掉几个最高分、最低分 · how many highest and lowest scores are dropped');

const raterGroup = z.strictObject({
  by: panel.optional().describe('这一组评分的人 · the panel of this group'),
  drawn: z
    .strictObject({
      from: identifier.describe(
        '从哪个名单，或到过哪个环节而不在本环节的人中抽取 · a panel, or those who came to an earlier stage',
      ),
      count: count.describe('抽取几人 · how many are drawn'),
    })
    .optional()
    .describe('抽签产生的评分人 · raters drawn by lot'),
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
  divided: z
    .strictObject({
      among: z
        .array(panel, refuse('halls'))
        .min(2, refuse('halls'))
        .describe('各评分组的名单，被评的人抽签分到各组 · the panels, among whom people are dealt by lot'),
      scale: z
        .enum(SCALES)
        .optional()
        .describe(
          '各组成绩按平均分换算：ratio 乘以全体平均分与本组平均分之比，difference 加上两者之差 · brought to one scale by the means of the panels',
        ),
    })
    .optional()
    .describe('人多时分几组评分，一组评一部分人 · several panels, each of which scores some of the people'),
  max: maximum.default(100).describe('满分 · the full mark'),
  elements: z
    .array(z.strictObject({ name: text, max: maximum }), refuse('elements'))
    .min(2, refuse('elements'))
    .optional()
    .describe('评分要素及各自的满分，合计为 max · what is scored, each with its own full mark; they add up to max'),
  sealed: flag
    .default(false)
    .describe('密封阅卷：阅卷人只见卷号 · marked without names: markers see numbers of papers'),
  supervisor: panel.optional().describe('监督的人 · the panel that supervises'),
  minutes: z
    .union([count, z.record(text, count)])
    .optional()
    .describe('每人限时（分钟），或各部分限时 · minutes a person, or for each part'),
  questions: z
    .strictObject({
      by: panel.describe('定题的人 · who sets them'),
      count: count.describe('每个职位几题 · how many a post'),
    })
    .optional()
    .describe(
      '同一职位使用相同试题，评分开始前由专人确定 · the same questions for all of a post, set before anybody is scored',
    ),
  order: z.literal('drawn').optional().describe('出场顺序由抽签决定 · the order in which people enter is drawn by lot'),
  inOrder: flag
    .default(false)
    .describe('按出场顺序逐人评分，前一人评完锁定后才能评下一人 · sheets lock before the next person enters'),
  agreement: z
    .strictObject({
      cut: takeSchema.describe('以取多少人为界 · where the cut is'),
      atLeast: shareSchema.describe('吻合度至少多少 · the least share of agreement'),
      gate: flag.default(false).describe('达不到的结果为 disagreed · less has the outcome disagreed'),
    })
    .optional()
    .describe('各组评分的吻合度 · agreement between the groups of raters'),
  trim,
  keep,
  signed: flag
    .default(false)
    .describe(
      '打分并署名，提交即锁定；否则评分结束前可改 · sheets are signed and lock at once; else they may be changed until all are in',
    ),
};

const gates = ({ agreement }: Readonly<Record<string, unknown>>): boolean =>
  typeof agreement === 'object' && agreement !== null && (agreement as { gate?: unknown }).gate === true;

const form = { outcomes: ['scored', 'none'], sometimes: { disagreed: gates }, parameters } as const;

/** 笔试、面试、素质测试、专项活动: scores that named people give. `none`: nobody came or was left; `disagreed`: the groups of raters did. */
export const scoredAssessment = stageType('scoredAssessment', '评分环节 · an assessment scored by a panel', {
  writtenExam: form,
  interview: form,
  qualityTest: form,
  activity: form,
});
