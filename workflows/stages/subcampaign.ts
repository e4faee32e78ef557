import type { Stage } from '../stage';

/** 另行选拔：按另一份方案启动一项工作，等它结束，由它产生的人选回到这里。那项工作由自己的执行承担，这里只等它的一行。 */
export const subcampaign: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('start'));
  await settled(await ask('outcome'));
  await conclude();
};
