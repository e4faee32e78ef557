import { abreast } from '../../bin/abreast';
import { starts, type Grounds } from './grounds';
import { shrink, told, walkSequence } from './sequence';

export interface Compared {
  /** How many were walked: fewer than asked for when enough have diverged. */
  readonly walked: number;
  readonly acts: number;
  readonly seconds: number;
  /** Each as short as it gets, for people. */
  readonly divergences: readonly string[];
}

interface Comparing {
  readonly grounds: () => Promise<Grounds>;
  /** The seed of the first sequence; the others follow. */
  readonly first: number;
  readonly count: number;
  /** How many are walked at a time, each on a database of its own. */
  readonly hands: number;
  /** No more are walked once so many have diverged. */
  readonly enough?: number;
  /** Divergences are told as they were found, not as short as they get. */
  readonly asFound?: boolean;
  readonly progress?: (done: number) => void;
}

/** Walks many random campaigns in the model and by the product. */
export async function compareMany({
  grounds,
  first,
  count,
  hands,
  enough = 3,
  asFound = false,
  progress,
}: Comparing): Promise<Compared> {
  const began = performance.now();
  const divergences: string[] = [];
  let [acts, taken] = [0, 0];
  const hand = async () => {
    const its = await grounds();
    try {
      while (taken < count && divergences.length < enough) {
        const seed = first + taken++;
        const walked = await walkSequence(await its.next(), seed, starts);
        acts += walked.acts.length;
        const found = walked.divergence;
        if (found) divergences.push(told(asFound ? found : await shrink(its.next, starts, found)));
        if (taken % 500 === 0) progress?.(taken);
      }
    } finally {
      await its.stop();
    }
  };
  await abreast([...Array(hands).keys()], hand, hands);
  return { walked: taken, acts, seconds: (performance.now() - began) / 1000, divergences };
}
