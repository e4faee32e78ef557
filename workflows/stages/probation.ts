import type { Stage } from '../stage';

/** 试用期：期满考核，合格的正式任职，不合格的免去试任职务（《条例》）；期满前六十日、三十日、七日提醒。 */
export const probation: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('term'));
  await settled(await ask('review'));
  await conclude();
};
