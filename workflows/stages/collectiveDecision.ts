import type { Stage } from '../stage';

/** 讨论决定：三分之二以上成员到会，应到会成员过半数同意（《条例》第六章），传阅不能代替开会。 */
export const collectiveDecision: Stage = async ({ ask, settled, conclude }) => {
  await settled(await ask('resolution'));
  await conclude();
};
