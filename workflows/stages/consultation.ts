import type { Stage } from '../stage';

/** 征求意见：讨论决定之前必须听取纪检监察机关的意见（《条例》第三十一条），逐人作出。 */
export const consultation: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('opinions'));
  await conclude();
};
