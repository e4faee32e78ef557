import type { Stage } from '../stage';

/** 分道：各职位按方案各走各的路，不等人办什么。 */
export const branch: Stage = async ({ conclude }) => {
  await conclude();
};
