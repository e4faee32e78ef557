import type { Stage } from '../stage';

/** 采用成绩：一次考试几项选拔共用的，成绩从举行考试的那项工作留存的记录中读取，过期的不算。 */
export const keptScore: Stage = async ({ conclude }) => {
  await conclude();
};
