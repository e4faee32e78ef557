import type { Stage } from '../stage';

/** 报名：在规定时间内自荐或由组织推荐，截止前可以改报（《竞争上岗规定》）。 */
export const registration: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('applications'));
  await conclude();
};
