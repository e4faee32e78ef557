import { apart } from '../fixtures/apart';
import { equalRun } from '../fixtures/equalRun';
import { scriptNames } from '../fixtures/scripts';
import type { CutHere } from './cuttingHere';

/** The smallest at every idle point, the fullest at one in three; at every one of them when asked to: a minute more. */
const shareOf = (name: string) => (process.env['CUT_AT'] === 'all' || name === scriptNames[0] ? 1 : 3);

describe.each(scriptNames)('%s, walked without the engine', (name) => {
  const share = shareOf(name);
  let played: CutHere;
  beforeAll(async () => void (played = await apart<CutHere>('faults/cuttingHere.ts', name, String(share))), 900_000);

  it('holds what the scenario expects', () => {
    expect(played.uncut.report.expectations.filter(({ held }) => !held)).toEqual([]);
  });

  it(`comes to the same when it is cut once at its n-th idle point, for ${share === 1 ? 'every n' : 'one n in three'}`, () => {
    const { uncut, once } = played;
    expect(once.size).toBeGreaterThanOrEqual(Math.floor(uncut.figures.idle / share));
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
