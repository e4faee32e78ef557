import { z } from 'zod';
import { count, period, refuse } from '../terms';
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
      reminders: z
        .array(count, refuse('days'))
        .default([])
        .describe('开始前几天提醒责任部门 · reminders, days ahead of the beginning'),
    },
  },
});
