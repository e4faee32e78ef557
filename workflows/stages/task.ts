import type { Stage } from '../stage';

/** 办理一件事并逐项报告；交流、调整的，办理交接，记下新的岗位和到任日期。 */
export const task: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('tasks'));
  await conclude();
};
