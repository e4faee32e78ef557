import type { Stage } from '../stage';

/** 常年核查（交流轮岗、任职回避）：按规则核查名册，有新情况就办；没有，等到下一个有人情况变化的日子。 */
export const scan: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('sleep'));
  await conclude();
};
