import type { Stage } from '../stage';

/** 汇总：各项目标的得分逐级汇总，并汇总到负责的人，由成绩算出。 */
export const rollUp: Stage = async ({ conclude }) => {
  await conclude();
};
