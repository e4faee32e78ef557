import { z } from 'zod';
import { flag, panel, period, refuse, text } from '../terms';
import { stageType } from './stageType';

const words = z.array(text, refuse('list')).min(1, refuse('list'));

/** 组织考察; comparative: the team compares the people of each post and proposes an order (综合分析比较). Else, after its notice (考察预告), by a team, with a report. `unfilled`: a seat is left without a person. */
export const appraisal = stageType('appraisal', '组织考察 · appraisal', {
  standard: {
    outcomes: ['suitable', 'unfilled'],
    parameters: {
      by: panel.describe('考察组 · the appraisal team'),
      notice: period.optional().describe('考察预告期 · how long the appraisal is announced ahead'),
      dimensions: words.optional().describe('考察的方面，如德、能、勤、绩、廉 · what is looked at'),
      sections: words.optional().describe('考察材料必备的部分 · the parts that the report must have'),
      fourMusts: flag
        .default(false)
        .describe(
          '凡提四必（《条例》第三十一条） · file, personal matters, discipline opinion and complaints must be checked',
        ),
      within: period.describe('考察期限 · how long the appraisal may take'),
    },
  },
  comparative: {
    outcomes: ['proposed'],
    parameters: {
      by: panel.describe('考察组 · the appraisal team'),
      sections: words.describe('综合分析比较材料必备的部分 · the parts that the comparison must have'),
      within: period.describe('提出意见的期限 · how long they have'),
    },
  },
});
