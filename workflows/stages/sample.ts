import type { Stage } from '../stage';

/** 抽查：种子公布在前，到场抽取；必查的逐个查，其余按比例抽。 */
export const sample: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('draw'));
  await conclude();
};
