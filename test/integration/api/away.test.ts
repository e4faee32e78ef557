import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApi } from '../../../api/server';
import { createKeyring } from '../../../bin/keyring';
import { startPostgres } from '../../../engine/postgres';
import { migrateRecords, openRecords } from '../../../records/database';

/** The database goes away and comes back: nobody gets a 500, nothing is half done, and no one has to restart anything. */
it('says that it is not available, when to come back, and recovers by itself', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'xuanxian-away-'));
  let postgres = await startPostgres({ dir, throwaway: false });
  await postgres.ensureDatabase('api');
  const db = openRecords(postgres.url('api'));
  await migrateRecords(db);
  await db.insertInto('department').values({ id: 'nw', name: '市农委' }).execute();
  await db
    .insertInto('person')
    .values({ id: 'org', name: '张', department_id: 'nw', email: null, roles: ['organiser'] })
    .execute();
  const { issuer, jwks, tokenFor } = await createKeyring();
  const api = await startApi({
    db,
    port: 0,
    keys: { issuer, jwks },
    send: () => Promise.reject(new Error('away')),
    relayMs: 20,
  });
  const headers = { authorization: `Bearer ${await tokenFor('org')}` };
  const plans = () => fetch(`${api.url}/api/plans`, { headers });
  expect((await plans()).status).toBe(200);

  await postgres.stop();
  for (let n = 0; n < 20; n++) {
    const answer = await plans();
    expect({ status: answer.status, code: ((await answer.json()) as { code: string }).code }).toEqual({
      status: 503,
      code: 'unavailable',
    });
    expect(answer.headers.get('retry-after')).toBe('5');
  }
  expect((await fetch(`${api.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200);

  postgres = await startPostgres({ dir, throwaway: false });
  expect((await plans()).status).toBe(200);
  const waiting = Array.from({ length: 20 }, () => plans());
  await new Promise((resolve) => setTimeout(resolve, 5));
  await api.stop();
  // Those under way when it stopped were finished; those that came later found nobody.
  for (const each of await Promise.allSettled(waiting))
    if (each.status === 'fulfilled') expect(each.value.status).toBe(200);
  await db.destroy();
  await postgres.stop();
});
