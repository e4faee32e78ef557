import type { Stage } from '../stage';

/** 办理计划事项：到了时间由责任部门办理并报告，逾期催办，年底未办结的结转下一年；办完一次，等下一次。 */
export const item: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('opening'));
  await settled(await ask('report'));
  await conclude();
};
