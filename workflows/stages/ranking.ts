import type { Stage } from '../stage';

/** 综合成绩、入围、递补：从高分到低分，名单由公布的分数和规则算出。 */
export const ranking: Stage = async ({ conclude }) => {
  await conclude();
};
