import type { Stage } from '../stage';

/** 报批、核查：一个机构对一件事（或对所涉的每个人）作出决定；例外情形由此取得同意，不在别的环节里附带。 */
export const approval: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('decision'));
  await conclude();
};
