import { verifyCampaign } from '../../../activities/verification';
import type { Tx } from '../../../records/database';
import { Break } from '../../../records/verification';
import { fullestScript } from '../../fixtures/scripts';
import { say, seeded } from '../../fixtures/seed';
import { played, type Played } from './played';
import { asAdministrator, share, tamperings, type Tampering } from './tampering';

const { seed, random } = seeded();
let carried: Played;
let outside: { seq: number; head: string }[];

beforeAll(async () => {
  say(`the record is tampered with at random, seed ${seed}`);
  carried = await played(fullestScript());
  outside = await carried.db.selectFrom('anchor').select(['seq', 'head']).execute();
});
afterAll(() => carried.stop());

class Undone extends Error {}

/** What verification says of the database as it is after the tampering, which is then undone. `intact`: it found nothing. */
async function saidOf(tampering: Tampering): Promise<{ done: string | undefined; said: string }> {
  const { db, campaign, publicKey } = carried;
  let [done, said]: [string | undefined, string] = [undefined, 'intact'];
  const attempt = async (tx: Tx) => {
    await asAdministrator(tx);
    done = await tampering(tx, campaign, random);
    if (done === undefined) throw new Undone();
    await verifyCampaign(tx, campaign, { publicKey, outside }).catch((error: unknown) => {
      if (!(error instanceof Break)) throw error;
      said = error.message;
    });
    throw new Undone();
  };
  await db
    .transaction()
    .execute(attempt)
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw new Error(`${done}: ${String(error)}`, { cause: error });
    });
  return { done, said };
}

it.each(tamperings)('finds %s, each time', async (what, most, tampering) => {
  const times = Math.ceil(most * share);
  const missed: string[] = [];
  let example = '';
  for (let tried = 0; tried < times;) {
    const { done, said } = await saidOf(tampering);
    if (done === undefined) continue;
    tried++;
    expect(said).not.toContain('\n');
    if (said === 'intact') missed.push(done);
    else example = `${done} → ${said}`;
  }
  say(`${what}: ${times - missed.length} of ${times}; ${example.slice(0, 240)}`);
  expect(missed).toEqual([]);
});

it('holds when a content is gone, and says how many are', async () => {
  const { db, campaign, publicKey } = carried;
  const attempt = db.transaction().execute(async (tx) => {
    await asAdministrator(tx);
    await tx.deleteFrom('record_content').where('campaign_id', '=', campaign).where('seq', 'in', [5, 9, 12]).execute();
    throw Object.assign(new Undone(), await verifyCampaign(tx, campaign, { publicKey, outside }));
  });
  await expect(attempt).rejects.toMatchObject({ redacted: 3 });
});

it('finds a sheet by working it out again when the record can no longer tell', async () => {
  const written: Tampering = async (tx, campaign) => {
    const sheet = await tx
      .selectFrom('answer as a')
      .innerJoin('window as w', 'w.id', 'a.window_id')
      .innerJoin('visit as v', 'v.id', 'w.visit_id')
      .select(['a.id', 'a.subject', 'v.id as visit'])
      .where('w.campaign_id', '=', campaign)
      .where('w.kind', '=', 'sheet')
      .where('v.stage', '=', 'written')
      .where('v.status', '=', 'left')
      .where('a.replaced', '=', false)
      .orderBy('a.subject')
      .executeTakeFirstOrThrow();
    await tx
      .updateTable('answer')
      .set({ content: JSON.stringify({ score: '12.3' }) })
      .where('id', '=', sheet.id)
      .execute();
    await tx
      .deleteFrom('record_content as c')
      .using('record_entry as e')
      .whereRef('c.seq', '=', 'e.seq')
      .where('e.visit_id', '=', sheet.visit)
      .where('e.subject', '=', sheet.subject)
      .execute();
    return sheet.subject;
  };
  const { said } = await saidOf(written);
  expect(said).toMatch(/环节“笔试”.*认定为.*应为.*12\.3/);
});
