import type { Stage } from '../stage';

/** 门槛：人数够了就继续；不够的按方案处理，方案写明由集体选择的，由其选定并写明理由（“一般不低于”的比例）。 */
export const gate: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('choices'));
  await conclude();
};
