import { z } from 'zod';
import { flag, panel, period, refuse, text } from '../terms';
import { stageType } from './stageType';

const within = period.describe('办理期限；逾期列入清单 · how long it may take; overdue, it is on the list');
/** Without a panel each item is done by its own owner; it is about the item itself, so nobody can be left. */
const aboutSeats = ({ by, about }: Readonly<Record<string, unknown>>): boolean =>
  by !== undefined && about === undefined;

/**
 * 办理: something is done and reported part by part; or signed (`signing`, 签订责任书) by the owner of each item, those who cooperate and a
 * panel. Without `about` a report is about each person who has a seat, or about the post, unit or item where nobody is in it; else about
 * everybody there is (`people`), about each post, unit or item itself (`post`), or once about all of them (`all`).
 */
export const task = stageType('task', '办理、报告 · something is done and reported', {
  report: {
    outcomes: ['done'],
    sometimes: { unfilled: aboutSeats },
    parameters: {
      by: panel
        .optional()
        .describe('办理的人；不写则由各事项的责任部门办理 · who does it; without it the owner of each item'),
      everyone: flag
        .default(false)
        .describe('责任部门和协办部门都须办理 · the owner and everybody who cooperates, each their own'),
      within,
      about: z
        .enum(['people', 'post', 'all'])
        .optional()
        .describe(
          '对每个人、对职位（单位）本身，还是对全部只办一次 · about everybody, about each post itself, or once about all',
        ),
      sections: z
        .array(text, refuse('list'))
        .min(1, refuse('list'))
        .describe('报告必备的部分 · the parts that the report must have'),
      problems: flag
        .default(false)
        .describe('逐条填报发现的问题，供整改 · whether the report says one by one what is wrong'),
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
