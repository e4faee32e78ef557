/** Random choices that can be had again. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number, both ends included. */
  from(least: number, most: number): number;
  /** True so often. */
  happens(share: number): boolean;
  one<T>(of: readonly T[]): T;
  some<T>(of: readonly T[], share: number): T[];
}

export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const from = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    from,
    happens: (share) => next() < share,
    one: (of) => of[from(0, of.length - 1)]!,
    some: (of, share) => of.filter(() => next() < share),
  };
}
