import { flag, panel } from '../terms';
import { stageType } from './stageType';

/** 动议: the proposal to fill the posts, with the plan itself. */
export const motion = stageType('motion', '动议 · the motion to fill the posts', {
  standard: {
    outcomes: ['agreed', 'dropped'],
    parameters: {
      by: panel,
      headcount: flag
        .default(false)
        .describe('动议前须核定编制和职数 · the approved headcount must be stated and not exceeded'),
    },
  },
});
