import type { Stage } from '../stage';

/** 改报、分配职位：职位取消的，请本人改报或退出；不定向报名的，按成绩和志愿、或由集体分配到一个职位（《竞争上岗规定》报名）。 */
export const assignment: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('postChoices'));
  await settled(await ask('assignments'));
  await conclude();
};
