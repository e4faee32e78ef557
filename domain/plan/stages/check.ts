import { z } from 'zod';
import { count, flag, panel, period, refuse, text } from '../terms';
import { stageType } from './stageType';

/**
 * 合格性检查 (体检、体能、心理测试): everybody passes or fails, and is told. Who fails is out; with `eliminates: false` everybody goes on, and
 * pass or fail counts as full marks or none where a ranking names it. `unfilled`: a seat is left without a person.
 */
export const check = stageType('check', '合格性检查 · a check that one passes or fails', {
  standard: {
    outcomes: ['passed', 'unfilled'],
    parameters: {
      by: panel.describe('检查的人 · who checks'),
      within: period.describe('检查期限 · how long it may take'),
      items: z
        .array(text, refuse('list'))
        .min(2, refuse('list'))
        .optional()
        .describe('逐项检查的项目；不写为一项 · what is checked one by one; without it there is one verdict'),
      atLeast: count
        .optional()
        .describe('至少合格几项；不写为各项都须合格 · how many items must be passed; all without it'),
      eliminates: flag
        .default(true)
        .describe('不合格的是否出局；false 时都继续，结果供以后的排名使用 · whether who fails is out'),
      recheck: z
        .strictObject({
          by: panel,
          within: period.describe('申请复查的期限，复查也在此期限内 · how long one may ask, and it takes'),
        })
        .optional()
        .describe('不合格者可申请复查一次 · those who fail may ask for one more check'),
    },
  },
});
