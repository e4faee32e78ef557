import { panel } from '../terms';
import { stageType } from './stageType';

/** 动议: the proposal to fill the posts, with the plan itself. */
export const motion = stageType('motion', '动议 · the motion to fill the posts', {
  standard: { outcomes: ['agreed', 'dropped'], parameters: { by: panel } },
});
