import { z } from 'zod';
import { panel, period, refuse, text } from '../terms';
import { stageType } from './stageType';

const common = {
  by: panel,
  within: period.describe('办理期限；逾期列入清单 · how long it may take; overdue, it is on the list'),
};

/** 办理: something is done about each person, or about the post, unit or item where nobody is in it, and reported part by part. */
export const task = stageType('task', '办理、报告 · something is done and reported', {
  report: {
    outcomes: ['done', 'unfilled'],
    parameters: {
      ...common,
      sections: z
        .array(text, refuse('list'))
        .min(1, refuse('list'))
        .describe('报告必备的部分 · the parts that the report must have'),
    },
  },
  handover: { outcomes: ['done', 'unfilled'], parameters: common },
});
