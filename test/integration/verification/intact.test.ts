import { verifyCampaign } from '../../../activities/verification';
import { scriptCalled, scriptNames } from '../../fixtures/scripts';
import { say } from '../../fixtures/seed';
import { played } from './played';

it.each(scriptNames)('finds nothing in %s as it was carried', async (name) => {
  const { db, campaign, publicKey, stop } = await played(scriptCalled(name));
  try {
    const from = performance.now();
    const figures = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => verifyCampaign(tx, campaign, { publicKey }));
    say(`${name}: ${JSON.stringify(figures)} in ${Math.round(performance.now() - from)} ms`);
    expect(figures).toMatchObject({ redacted: 0 });
  } finally {
    await stop();
  }
});
