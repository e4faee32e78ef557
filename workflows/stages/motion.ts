import type { Stage } from '../stage';

/** 动议：按照工作需要提出选拔任用建议（《条例》第三章），由有权的机构议定后才启动。 */
export const motion: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('motion'));
  await conclude();
};
