import { apart } from '../fixtures/apart';
import { equalRun } from '../fixtures/equalRun';
import { scriptNames } from '../fixtures/scripts';
import type { CutHere } from './cuttingHere';

describe.each(scriptNames)('%s, walked without the engine', (name) => {
  let played: CutHere;
  beforeAll(async () => void (played = await apart<CutHere>('faults/cuttingHere.ts', name)), 900_000);

  it('holds what the scenario expects', () => {
    expect(played.uncut.report.expectations.filter(({ held }) => !held)).toEqual([]);
  });

  it('comes to the same when it is cut once at its n-th idle point, for every n', () => {
    const { uncut, once } = played;
    expect([...once.keys()].sort((a, b) => a - b)).toEqual(
      Array.from({ length: uncut.figures.idle }, (_, index) => index + 1),
    );
    for (const cut of once.values()) {
      expect(cut.runs).toBe(cut.fromCopy ? 1 : 2);
      equalRun(cut.course, uncut.course);
    }
  });

  it('comes to the same when runs make way for each other at every idle point', () => {
    const { uncut, atEveryIdlePoint: cut } = played;
    expect(cut.runs).toBe(uncut.figures.idle + 1);
    equalRun(cut.course, uncut.course);
  });

  it('comes to the same when it is cut after every act and timer that it consumed', () => {
    const { uncut, afterAllConsumed: cut } = played;
    expect(cut.runs).toBe(uncut.figures.consumed + 1);
    equalRun(cut.course, uncut.course);
  });

  it('comes to the same when runs die at random after what they did, before they hear of it', () => {
    const { uncut, atRandom: cut } = played;
    expect(cut.runs).toBeGreaterThan(uncut.figures.committed / 10);
    equalRun(cut.course, uncut.course);
  });
});
