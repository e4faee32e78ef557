import { drawSome } from './draw';
import { sampleAtLeast } from './gates';
import type { Share } from './share';

export interface Drawn {
  /** ceil(share × population). */
  readonly needed: number;
  /** By lot, in the order of the draw. */
  readonly byLot: readonly string[];
  /** Everybody who is looked at, by lot or on a ground. */
  readonly all: readonly string[];
}

/**
 * Who is looked at (篇2: 不少于三分之一，必查的逐个查): all mandatory names, and of the others so many by lot that the share is reached,
 * on top of the mandatory ones unless `mandatoryCounts`. The same seed and names give the same draw.
 */
export function drawSample(
  seed: string,
  names: readonly string[],
  mandatory: readonly string[],
  atLeast: Share,
  mandatoryCounts = false,
): Drawn {
  const population = new Set(names);
  const forced = [...population].filter((name) => mandatory.includes(name));
  const { needed, draw } = sampleAtLeast(atLeast, population.size, forced.length, mandatoryCounts);
  const rest = [...population].filter((name) => !mandatory.includes(name));
  const byLot = drawSome(seed, rest, draw);
  return { needed, byLot, all: [...forced, ...byLot].sort() };
}
