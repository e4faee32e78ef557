import { verifyCampaign } from '../../activities/verification';
import type { Report } from '../../bin/rehearsal/report';
import { exportOf } from '../../bin/verification/exported';
import { playHere, type Left } from '../fixtures/playHere';
import { languageScripts, scriptCalled } from '../fixtures/scripts';
import { recomputed } from '../recompute/recompute';

// What the plan language can say and none of plans/ needs is played too, in this process.

/** @throws {Error} when the rows do not hold, or the export alone comes to something else */
async function verified({ db, campaign, publicKey }: Left): Promise<void> {
  const reading = db.transaction().setIsolationLevel('repeatable read');
  await reading.execute((tx) => verifyCampaign(tx, campaign, { publicKey }));
  recomputed(await reading.execute((tx) => exportOf(tx, campaign, publicKey)));
}

describe.each(languageScripts)('%s', (name) => {
  let report: Report;

  it('is played to its end, and can be verified from its rows and worked out again from its export', async () => {
    const played = await playHere(scriptCalled(name), { ended: verified });
    report = played.report;
    expect(report.ok).toBe(true);
  });

  it('comes to what was worked out by hand', () => {
    expect(report.expectations.filter(({ held }) => !held)).toEqual([]);
    expect(report.expectations.length).toBeGreaterThan(0);
  });
});
