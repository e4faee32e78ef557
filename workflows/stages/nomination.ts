import type { Stage } from '../stage';

/** 提名：由一个机构（或新当选的负责人）在名册中提名，逐人说明理由。 */
export const nomination: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('nominations'));
  await conclude();
};
