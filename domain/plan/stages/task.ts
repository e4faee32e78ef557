import { z } from 'zod';
import { flag, panel, period, refuse, text } from '../terms';
import { stageType } from './stageType';

const within = period.describe('办理期限；逾期列入清单 · how long it may take; overdue, it is on the list');
/** Without a panel each item is done by its own owner; it is about the item itself, so nobody can be left. */
const byPanel = ({ by }: Readonly<Record<string, unknown>>): boolean => by !== undefined;

/**
 * 办理: something is done about each person, or about the post, unit or item where nobody is in it, and reported part by part; or signed
 * (`signing`, 签订责任书) by the owner of each item, those who cooperate and a panel.
 */
export const task = stageType('task', '办理、报告 · something is done and reported', {
  report: {
    outcomes: ['done'],
    sometimes: { unfilled: byPanel },
    parameters: {
      by: panel
        .optional()
        .describe('办理的人；不写则由各事项的责任部门办理 · who does it; without it the owner of each item'),
      everyone: flag
        .default(false)
        .describe('责任部门和协办部门都须办理 · the owner and everybody who cooperates, each their own'),
      within,
      sections: z
        .array(text, refuse('list'))
        .min(1, refuse('list'))
        .describe('报告必备的部分 · the parts that the report must have'),
    },
  },
  handover: { outcomes: ['done', 'unfilled'], parameters: { by: panel, within } },
  signing: {
    outcomes: ['signed', 'dissented'],
    parameters: {
      by: panel
        .optional()
        .describe('与责任部门、协办部门一同签字的人 · who signs besides the owner and those who cooperate'),
      within,
    },
  },
});
