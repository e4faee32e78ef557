import type { Stage } from '../stage';

/** 公示：不少于规定的期限（《条例》第四十二条：五个工作日），期内任何人可以反映情况；有异议的先核查。 */
export const publicNotice: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('objections'));
  await conclude();
};
