import type { Stage } from '../stage';

/** 笔试、面试：评分人逐人打分并署名，打出即锁定（《竞争上岗规定》第十九条）；纪检在场监督的，监督人签字后才能结束。 */
export const scoredAssessment: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('sheets'));
  await settled(await ask('presence'));
  await conclude();
};
