// Plays a script in this process: uncut, and cut in every way.
import { abreast } from '../../bin/abreast';
import type { Report } from '../../bin/rehearsal/report';
import { tell } from '../fixtures/apart';
import type { Course } from '../fixtures/equalRun';
import { playHere, type Copies, type PlayedHere } from '../fixtures/playHere';
import { scriptCalled } from '../fixtures/scripts';
import { say, seeded } from '../fixtures/seed';

/** A run that was cut: what it came to, and how many runs it took. */
export interface Cut {
  readonly course: Course;
  readonly runs: number;
}

export interface CutHere {
  readonly uncut: Pick<PlayedHere, 'course' | 'figures'> & { readonly report: Report };
  /** By the number of the idle point; `runs` counts those after the cut where the play goes on from a copy of the rows. */
  readonly once: ReadonlyMap<number, Cut & { readonly fromCopy: boolean }>;
  readonly atEveryIdlePoint: Cut;
  readonly afterAllConsumed: Cut;
  readonly atRandom: Cut;
}

/** @param args the script's name, and one in how many of its idle points it is cut at: which ones, the seed says */
tell(async ([name = '', share = '1']): Promise<CutHere> => {
  const script = scriptCalled(name);
  const copies: Copies = new Map();
  const uncut = await playHere(script, { copies });
  const { idle, committed, consumed } = uncut.figures;
  say(
    `${name}: ${idle} idle points, ${consumed} acts and timers consumed, ${committed} activities, ${uncut.seconds.toFixed(1)} s`,
  );
  const cut = async (playing: Parameters<typeof playHere>[1]): Promise<Cut> => {
    const { course, figures } = await playHere(script, playing);
    return { course, runs: figures.runs };
  };

  const { seed, random } = seeded();
  const offset = Math.floor(random() * Number(share));
  const points = Array.from({ length: idle }, (_, index) => index + 1).filter((n) => n % Number(share) === offset);
  say(`${name}: cut at ${points.length} of them, and runs die at random, seed ${seed}`);
  const once = new Map<number, Cut & { fromCopy: boolean }>();
  await abreast(points, async (n) => {
    // Until it is cut, a run is the uncut one; what it leaves to its successor is rows. One without a copy is played whole.
    const from = copies.get(n);
    copies.delete(n);
    const fromCopy = from !== undefined;
    once.set(n, { ...(await cut(from ? { from } : { cuts: { idle: (nth) => nth === n } })), fromCopy });
  });
  return {
    uncut,
    once,
    // Every second one is where a successor comes to rest that has found nothing to do.
    atEveryIdlePoint: await cut({ cuts: { idle: (nth) => nth % 2 === 1 } }),
    afterAllConsumed: await cut({ cuts: { committed: (_, consumes) => consumes } }),
    atRandom: await cut({ cuts: { committed: () => random() < 0.3 } }),
  };
});
