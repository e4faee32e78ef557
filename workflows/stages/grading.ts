import type { Stage } from '../stage';

/** 评定等次：按公布的分数段定等次，由成绩算出，告知本人并留存。 */
export const grading: Stage = async ({ conclude }) => {
  await conclude();
};
