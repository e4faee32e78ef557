import { z } from 'zod';
import { takeSchema } from '../../arithmetic/ranking';
import { identifier, panel, period, refuse } from '../terms';
import { stageType } from './stageType';

/** 改报、分配职位: people of a dropped post choose another; people who registered for several are assigned to one. */
export const assignment = stageType('assignment', '改报、分配职位 · people are assigned to posts', {
  choice: {
    outcomes: ['settled', 'dropped'],
    parameters: {
      dropped: z
        .array(identifier, refuse('list'))
        .min(1, refuse('list'))
        .default(['dropped'])
        .describe('以哪些结果到来的职位已取消 · the outcomes by which dropped posts arrive'),
      within: period.describe('选择期限 · how long they have to choose'),
      silence: identifier
        .optional()
        .describe('逾期不选的改报哪个职位；没有时视为退出 · the post of who says nothing; without it they withdraw'),
    },
  },
  byRank: {
    outcomes: ['settled', 'none'],
    parameters: {
      score: identifier.describe('按哪个环节的成绩 · the stage whose scores decide'),
      take: takeSchema.describe('每个职位取多少人 · how many a post takes'),
    },
  },
  byBody: {
    outcomes: ['settled', 'none'],
    parameters: {
      by: panel.describe('分配的集体 · who assigns'),
      within: period.describe('分配期限 · how long they have'),
    },
  },
});
