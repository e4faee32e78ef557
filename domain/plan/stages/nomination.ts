import { count, panel, period } from '../terms';
import { stageType } from './stageType';

/** 提名: a body proposes people of the pool, each with a reason. `none`: nobody was proposed, and why is recorded. */
export const nomination = stageType('nomination', '提名 · a nomination', {
  standard: {
    outcomes: ['nominated', 'none'],
    parameters: {
      by: panel.describe('提名的人 · who nominates'),
      upTo: count.default(1).describe('每个职数至多提名几人 · how many people for each vacancy'),
      within: period.describe('提名期限 · how long it may take'),
    },
  },
});
