import type { Stage } from '../../bin/rehearsal/world';
import { campaignExecution } from '../../workflows/names';
import { abreast } from '../../bin/abreast';
import { fixtureBundle } from '../fixtures/bundles';
import { equalRun } from '../fixtures/equalRun';
import { playHere } from '../fixtures/playHere';
import { playOnEngine, type PlayedOnEngine } from '../fixtures/playOnEngine';
import { scriptCalled } from '../fixtures/scripts';
import { say } from '../fixtures/seed';
import { sharedStage } from '../fixtures/servers';

let stage: Stage;
let uncut: PlayedOnEngine;
/** What woke the uncut run: it waits no more often than that, but less often where two looks came at once. */
let points = 0;
/** How often the walker comes to rest without the engine. */
let rests = 0;
/** The skeleton in every run of the tests; the whole of 篇4 takes a quarter of an hour and is asked for by its name. */
const name = process.env['CUT_ON_ENGINE'] ?? 'skeleton';
const script = scriptCalled(name);

beforeAll(async () => {
  stage = await sharedStage();
  uncut = await playOnEngine(stage, script, {
    ended: async (campaign, { client }) => {
      const { events = [] } = await client.workflow.getHandle(campaignExecution(campaign)).fetchHistory();
      const woken = events!.filter(
        (event) => event.timerFiredEventAttributes ?? event.workflowExecutionSignaledEventAttributes,
      );
      points = woken.length;
    },
  });
  rests = (await playHere(script)).figures.idle;
  say(
    `${name} on the engine: ${points} signals and timers, ${uncut.report.engine.historyEvents} events, ${uncut.report.realSeconds.toFixed(1)} s`,
  );
});
afterAll(() => stage.stop());

it('walks the script as expected in one run', () => {
  expect(uncut.report.expectations.filter(({ held }) => !held)).toEqual([]);
  expect(uncut.report.engine.runs).toBe(1);
});

it('comes to the same when it continues as new at its n-th idle point, for every n', async () => {
  let cuts = 0;
  await abreast(
    Array.from({ length: points }, (_, index) => index + 1),
    async (n) => {
      const cut = await playOnEngine(stage, script, { bundle: await fixtureBundle({ cutAtIdle: n }) });
      if (cut.report.engine.runs === 2) cuts++;
      equalRun(cut.course, uncut.course);
    },
  );
  // The first rest may be overtaken by the campaign's start signal.
  expect(cuts).toBeGreaterThanOrEqual(rests - 1);
}, 3_600_000);

it('comes to the same when every run ends after the act or timer that it consumed', async () => {
  const cut = await playOnEngine(stage, script, { bundle: await fixtureBundle({ cutAfterConsumed: true }) });
  say(`${name} on the engine: ${cut.report.engine.runs} runs of one act or timer each`);
  expect(cut.report.engine.runs).toBeGreaterThan(rests / 2);
  equalRun(cut.course, uncut.course);
});
