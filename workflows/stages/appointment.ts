import type { Stage } from '../stage';

/** 任职：任职谈话，印发任职文件；文件印发即为任职。 */
export const appointment: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('talks'));
  await settled(await ask('documents'));
  await conclude();
};
