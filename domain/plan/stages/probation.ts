import { z } from 'zod';
import { count, months, panel, refuse } from '../terms';
import { stageType } from './stageType';

/** 试用期 and the review at its end. */
export const probation = stageType('probation', '试用期 · probation', {
  standard: {
    outcomes: ['confirmed', 'extended', 'notConfirmed'],
    parameters: {
      by: panel.describe('期满考核的人 · who reviews at the end'),
      months: months.describe('月数 · months'),
      reminders: z
        .array(count, refuse('days'))
        .default([])
        .describe('期满前几天提醒 · reminders, days ahead of the end'),
    },
  },
});
