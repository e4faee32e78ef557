import type { Stage } from '../stage';

/** 考察：先发考察预告，期满后考察组逐人写出考察材料，由考察组全体成员签名（《条例》第五章）。 */
export const appraisal: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('appraisalNotice'));
  await settled(await ask('reports'));
  await settled(await ask('signatures'));
  await conclude();
};
