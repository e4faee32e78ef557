import { abreast } from '../../bin/abreast';
import { playHere, type Copies, type PlayedHere } from '../fixtures/playHere';
import { equalRun } from '../fixtures/equalRun';
import { scriptCalled, scriptNames } from '../fixtures/scripts';
import { say, seeded } from '../fixtures/seed';

describe.each(scriptNames)('%s, walked in this process', (name) => {
  const script = scriptCalled(name);
  const copies: Copies = new Map();
  let uncut: PlayedHere;
  beforeAll(async () => {
    uncut = await playHere(script, { copies });
    const { idle, committed, consumed } = uncut.figures;
    say(
      `${name}: ${idle} idle points, ${consumed} acts and timers consumed, ${committed} activities, ${uncut.seconds.toFixed(1)} s`,
    );
  });

  it('holds what the scenario expects', () => {
    expect(uncut.report.expectations.filter(({ held }) => !held)).toEqual([]);
  });

  it('comes to the same when it is cut once at its n-th idle point, for every n', async () => {
    const points = Array.from({ length: uncut.figures.idle }, (_, index) => index + 1);
    await abreast(points, async (n) => {
      // Until it is cut, a run is the uncut one; what it leaves to its successor is rows. One without a copy is played whole.
      const from = copies.get(n);
      copies.delete(n);
      const cut = await playHere(script, from ? { from } : { cuts: { idle: (nth) => nth === n } });
      expect(cut.figures.runs).toBe(from ? 1 : 2);
      equalRun(cut.course, uncut.course);
    });
  }, 900_000);

  it('comes to the same when runs make way for each other at every idle point', async () => {
    // Every second one is where a successor comes to rest that has found nothing to do.
    const cut = await playHere(script, { cuts: { idle: (nth) => nth % 2 === 1 } });
    expect(cut.figures.runs).toBe(uncut.figures.idle + 1);
    equalRun(cut.course, uncut.course);
  });

  it('comes to the same when it is cut after every act and timer that it consumed', async () => {
    const cut = await playHere(script, { cuts: { committed: (_, consumed) => consumed } });
    expect(cut.figures.runs).toBe(cut.figures.consumed + 1);
    equalRun(cut.course, uncut.course);
  });

  it('comes to the same when runs die at random after what they did, before they hear of it', async () => {
    const { seed, random } = seeded();
    say(`${name}: runs die at random, seed ${seed}`);
    const cut = await playHere(script, { cuts: { committed: () => random() < 0.3 } });
    expect(cut.figures.runs).toBeGreaterThan(uncut.figures.committed / 10);
    equalRun(cut.course, uncut.course);
  });
});
