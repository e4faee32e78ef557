import type { Stage } from '../stage';

/** 任期：每满一年考核一次，直到任期届满或被解聘；还有没有下一年，由已有的考核结果决定。 */
export const officeTerm: Stage = async ({ ask, settled, conclude }) => {
  for (let year = 1; ; year++) {
    const term = await ask(`year${year}`);
    if (term.length === 0) break;
    await settled(term);
    await settled(await ask(`review${year}`));
  }
  await conclude();
};
