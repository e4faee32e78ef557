import type { Stage } from '../stage';

/** 体检、体能、心理测试等合格性检查：逐人检查，不合格的告知本人，可以申请复查一次的，复查之后再定。 */
export const check: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('checks'));
  await settled(await ask('recheckRequests'));
  await settled(await ask('rechecks'));
  await conclude();
};
