import type { Stage } from '../stage';

/** 整改：一个单位一份整改通知书，逐条写明要求；单位逐条答复，逾期催办；逐条复查，没有整改到位的再来一次。 */
export const rectification: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('notice'));
  await settled(await ask('items'));
  await settled(await ask('followUps'));
  await conclude();
};
