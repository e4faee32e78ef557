import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyCampaign } from '../../../activities/verification';
import { readScenario } from '../../../bin/rehearsal/scenario';
import { exportOf } from '../../../bin/verification/exported';
import { verifyExport } from '../../../bin/verification/file';
import { readPlan } from '../../../domain/plan';
import { say } from '../../fixtures/seed';
import { scriptCalled, type Script } from '../../fixtures/scripts';
import { played } from './played';

const folder = join(__dirname, '../../../plans/04-competitive-posts');
const scenarios = readdirSync(join(folder, 'scenarios')).filter((name) => name.endsWith('.yaml'));

function scriptOf(name: string): Script {
  const source = readFileSync(join(folder, 'plan.yaml'), 'utf8');
  const [read, scenario] = [readPlan(source), readScenario(readFileSync(join(folder, 'scenarios', name), 'utf8'))];
  if (!('plan' in read) || 'problems' in scenario) throw new Error(`${name} is damaged`);
  return { name, plan: read.plan, source, scenario };
}

/** Corrections, replacements, withdrawals, objections: whatever the scenarios of the plans go through. */
it.each(['skeleton', ...scenarios])('finds nothing in %s as it was carried, nor in its export', async (name) => {
  const script = name === 'skeleton' ? scriptCalled('skeleton') : scriptOf(name);
  const { db, campaign, publicKey, stop } = await played(script);
  try {
    const from = performance.now();
    const figures = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => verifyCampaign(tx, campaign, { publicKey }));
    say(`${name}: ${JSON.stringify(figures)} in ${Math.round(performance.now() - from)} ms`);
    expect(figures).toMatchObject({ redacted: 0 });
    const exported = await db.transaction().execute((tx) => exportOf(tx, campaign, publicKey));
    expect(verifyExport(exported)).toMatchObject({ entries: figures.entries, anchors: figures.anchors });
    const stages = await db.selectFrom('visit').select('stage').where('campaign_id', '=', campaign).execute();
    say(`${name}: stages ${stages.map(({ stage }) => stage).join(' ')}`);
  } finally {
    await stop();
  }
});
