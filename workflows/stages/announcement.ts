import type { Stage } from '../stage';

/** 公告、动员：职位、资格条件和程序公布后即告完成。 */
export const announcement: Stage = async ({ conclude }) => {
  await conclude();
};
