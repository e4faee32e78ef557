import { verifyCampaign } from '../../activities/verification';
import type { Report } from '../../bin/rehearsal/report';
import { playHere, type Left } from '../fixtures/playHere';
import { languageScripts, scriptCalled } from '../fixtures/scripts';

// What the plan language can say and none of plans/ needs is played too, in this process.

const verified = ({ db, campaign, publicKey }: Left): Promise<unknown> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => verifyCampaign(tx, campaign, { publicKey }));

describe.each(languageScripts)('%s', (name) => {
  let report: Report;

  it('is played to its end, and can be verified from its rows', async () => {
    const played = await playHere(scriptCalled(name), { ended: async (left) => void (await verified(left)) });
    report = played.report;
    expect(report.ok).toBe(true);
  });

  it('comes to what was worked out by hand', () => {
    expect(report.expectations.filter(({ held }) => !held)).toEqual([]);
    expect(report.expectations.length).toBeGreaterThan(0);
  });
});
