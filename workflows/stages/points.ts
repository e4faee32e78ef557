import type { Stage } from '../stage';

/** 量化计分、加分：核实每个人的情况，分数按公布的计分表由机器算出。 */
export const points: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('points'));
  await conclude();
};
