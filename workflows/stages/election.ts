import type { Stage } from '../stage';

/** 选举：无记名投票，截止之后计票；另选他人写得不清楚的，由计票人员认定是谁；然后按票数确定当选人。 */
export const election: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('ballots'));
  await settled(await ask('names'));
  await conclude();
};
