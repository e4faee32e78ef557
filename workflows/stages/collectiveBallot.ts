import type { Stage } from '../stage';

/** 民主推荐、民主测评：无记名填写，截止之后才计票；到会人数不足应到会人数的规定比例的，结果无效。 */
export const collectiveBallot: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('ballots'));
  await conclude();
};
