import type { Stage } from '../stage';

/** 资格审查：逐人审查，不合格的告知原因；被拒的人可以申请复核，复核之后才看比例。 */
export const eligibilityReview: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('reviews'));
  await settled(await ask('recheckRequests'));
  await settled(await ask('rechecks'));
  await conclude();
};
