import { createHash } from 'node:crypto';

/**
 * Names in the order of SHA-256(seed + newline + name), which anybody who knows the seed can work out again: a draw by lot (抽签).
 * The order in which the names are given has no part in it.
 */
export function drawOrder(seed: string, names: readonly string[]): string[] {
  const lotOf = (name: string): string => createHash('sha256').update(`${seed}\n${name}`).digest('hex');
  return [...new Set(names)]
    .map((name) => ({ name, lot: lotOf(name) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0))
    .map(({ name }) => name);
}

/** The first so many of a draw; all of them when there are fewer. */
export const drawSome = (seed: string, names: readonly string[], count: number): string[] =>
  drawOrder(seed, names).slice(0, count);
