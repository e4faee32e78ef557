import type { Stage } from '../stage';

/** 汇合：各道都到齐以后，按方案以哪一道的结果为准得出结果，不等人办什么。 */
export const join: Stage = async ({ conclude }) => {
  await conclude();
};
