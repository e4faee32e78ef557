import { z } from 'zod';
import { count, panel, period, refuse, text } from '../terms';
import { stageType } from './stageType';

const worth = z.number(refuse('worth')).min(-10_000, refuse('worth')).max(10_000, refuse('worth'));
const most = z.number(refuse('points')).min(0, refuse('points')).max(10_000, refuse('points'));
const table = z
  .record(text, worth, refuse('worths'))
  .refine((words) => Object.keys(words).length > 0, refuse('worths'));

const item = z.strictObject({
  name: text.describe('项目 · the line as people read it'),
  words: table.optional().describe('情况 → 分值，取其一，如学历 · what is true of a person, and its worth'),
  each: worth.optional().describe('每一单位计几分，如每年 0.5 分 · points for each unit of a number'),
  every: count.optional().describe('每满几个单位计一次；不写按比例计 · only for each full so many units'),
  over: most.optional().describe('只计超过这个数的部分 · only what lies above this number'),
  counts: table.optional().describe('种类 → 每个分值，可有多个，如表彰 · kinds of which a person may have several'),
  take: z
    .enum(['sum', 'best'])
    .default('sum')
    .describe('累计，还是就高不重复 · all of them add up, or only the dearest counts'),
  max: most.optional().describe('这一项最多几分 · at most so many points for this line'),
});

/** 量化计分、加分: a score that the machine computes by a published table from facts that somebody has verified. `none`: nobody was left. */
export const points = stageType('points', '量化计分 · a score by a published table from verified facts', {
  standard: {
    outcomes: ['scored', 'none'],
    parameters: {
      by: panel.describe('核实情况的人 · who verifies the facts'),
      within: period.describe('核实期限 · how long that may take'),
      max: z
        .number(refuse('maximum'))
        .min(1, refuse('maximum'))
        .max(10_000, refuse('maximum'))
        .default(100)
        .describe('满分，合计最多几分 · the full mark, which the sum does not exceed'),
      items: z.array(item, refuse('list')).min(1, refuse('list')).describe('计分表 · the table'),
    },
  },
});
