import type { Send } from '../../api/nudge';
import type { Stage } from '../../bin/rehearsal/world';
import { equalRun } from '../fixtures/equalRun';
import { playHere } from '../fixtures/playHere';
import { playOnEngine } from '../fixtures/playOnEngine';
import { fullestScript } from '../fixtures/scripts';
import { say, seeded } from '../fixtures/seed';
import { sharedStage } from '../fixtures/servers';

let stage: Stage;
beforeAll(async () => void (stage = await sharedStage()));
afterAll(() => stage.stop());

const relayMs = 500;
/** What a busy machine may add to an interval before a look is on its way again. */
const slackMs = 1000;

it('comes to the same when 30 % of the looks are lost, and repeats each within the interval of the relay', async () => {
  const script = fullestScript();
  const uncut = await playHere(script);
  const { seed, random } = seeded();
  const waits: number[] = [];
  const figures = { sent: 0, lost: 0 };
  const through =
    (send: Send): Send =>
    async (owed) => {
      const lost = lostSince.get(owed.campaign);
      if (lost !== undefined) waits.push(performance.now() - lost);
      lostSince.delete(owed.campaign);
      figures.sent++;
      if (random() >= 0.3) return send(owed);
      figures.lost++;
      lostSince.set(owed.campaign, performance.now());
      throw new Error('lost on the way');
    };
  const lostSince = new Map<string, number>();
  const played = await playOnEngine(stage, script, { through, relayMs });
  const longest = Math.max(0, ...waits);
  say(
    `${script.name}: ${figures.lost} of ${figures.sent} looks lost, seed ${seed}; longest wait ${Math.round(longest)} ms, relay every ${relayMs} ms`,
  );
  equalRun(played.course, uncut.course);
  expect(figures.lost).toBeGreaterThan(0);
  expect(longest).toBeLessThanOrEqual(relayMs + slackMs);
});
