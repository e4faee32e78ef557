import { z } from 'zod';
import { count, flag, identifier, period, refuse, text } from '../terms';
import { stageType } from './stageType';

/** 办理事项: each item of a programme in its turn: waited for, done by its owner, chased, carried into the next year. */
export const item = stageType('item', '办理计划事项 · the items of a programme, each in its time', {
  standard: {
    alone: true,
    outcomes: ['done', 'carried', 'ended'],
    parameters: {
      through: count
        .max(2199, refuse('count'))
        .optional()
        .describe('办到哪一年为止；不写则逐年办下去 · the last year; without it, year after year'),
      carry: period.describe(
        '结转到下一年的，自1月1日起多久办完 · how long what is carried over may take, from 1 January',
      ),
      follows: identifier
        .optional()
        .describe('接着另一个办理环节的下一次 · goes on with the occurrence after that of another item stage'),
      sections: z
        .array(text, refuse('list'))
        .min(1, refuse('list'))
        .optional()
        .describe('办结时逐项填报的内容 · what is reported, part by part, when it is done'),
      evidence: flag.default(false).describe('办结须附证明材料 · what is done needs its evidence attached'),
      reminders: z
        .array(count, refuse('days'))
        .default([])
        .describe('开始前几天提醒责任部门 · reminders, days ahead of the beginning'),
    },
  },
});
