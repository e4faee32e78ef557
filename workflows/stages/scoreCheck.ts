import type { Stage } from '../stage';

/** 成绩复核：在期限内申请的，逐人核查并答复；确有差错的，由更正程序更正，成绩和以后的结果重新算出。 */
export const scoreCheck: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('recheckRequests'));
  await settled(await ask('scoreChecks'));
  await conclude();
};
