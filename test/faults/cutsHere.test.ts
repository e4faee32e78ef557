import { abreast } from '../fixtures/abreast';
import { playHere, type PlayedHere } from '../fixtures/playHere';
import { equalRun } from '../fixtures/equalRun';
import { scriptCalled, scriptNames } from '../fixtures/scripts';
import { say, seeded } from '../fixtures/seed';

describe.each(scriptNames)('%s, walked in this process', (name) => {
  const script = scriptCalled(name);
  let uncut: PlayedHere;
  beforeAll(async () => {
    uncut = await playHere(script);
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
      const cut = await playHere(script, { idle: (nth) => nth === n });
      expect(cut.figures.runs).toBe(2);
      equalRun(cut.course, uncut.course);
    });
  }, 900_000);

  it('comes to the same when it is cut after every act and timer that it consumed', async () => {
    const cut = await playHere(script, { committed: (_, consumed) => consumed });
    expect(cut.figures.runs).toBe(cut.figures.consumed + 1);
    equalRun(cut.course, uncut.course);
  });

  it('comes to the same when runs die at random after what they did, before they hear of it', async () => {
    const { seed, random } = seeded();
    say(`${name}: runs die at random, seed ${seed}`);
    const cut = await playHere(script, { committed: () => random() < 0.3 });
    expect(cut.figures.runs).toBeGreaterThan(uncut.figures.committed / 10);
    equalRun(cut.course, uncut.course);
  });
});
