import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { sql } from 'kysely';
import { apiLog } from '../../../api/log';
import { startApi, type Running } from '../../../api/server';
import { createKeyring, type Keyring } from '../../../bin/keyring';
import { digest } from '../../../records/digest';
import { unseal } from '../../../records/identity';
import { facts, plan, roster, seedPeople, startService, type Answer, type Service } from './service';

/** Identity numbers are kept under a key that the database never sees. */
const identityKey = randomBytes(32);
const number = '11010519491231002X';
const lines: string[] = [];
let service: Service;
let applications: string;

beforeAll(async () => {
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(String(chunk)), done()) });
  service = await startService({ identityKey, log: apiLog(sink) });
  await seedPeople(service);
  const org = await service.as('org');
  await org.post('/api/plans', { source: plan });
  const { body } = await org.post('/api/campaigns', { plan: 'competitive-posts', version: 1, roster });
  applications = `/api/campaigns/${(body as { id: string }).id}/applications`;
  for (const who of ['leader', 'superior']) {
    await service.walker.idle();
    const speaker = await service.as(who);
    const { items } = (await speaker.get('/api/tasks')).body as { items: { id: string }[] };
    await speaker.post(`/api/tasks/${items[0]!.id}/answers`, { content: { answer: 'agreed' } });
  }
  await service.walker.idle();
});
afterAll(() => service.stop());

const applies = async (who: string, identityNumber: unknown, key?: string): Promise<Answer> =>
  (await service.as(who)).post(
    applications,
    { post: 'centre', facts, identityNumber },
    key ? { 'idempotency-key': key } : {},
  );
const mine = async (who: string) => (await (await service.as(who)).get(`${applications}/mine`)).body as unknown;

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(service.db);
  const rows = await Promise.all(
    tables.rows.map(({ name }) =>
      sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(service.db),
    ),
  );
  return rows.flatMap((each) => each.rows.map(({ row }) => row)).join('\n');
}

it('refuses one that cannot be right, in words, and nothing is kept of the application', async () => {
  for (const wrong of ['110105194912310021', '123', 'canary', 11010519491231, '', null]) {
    const { status, body } = await applies('c1', wrong);
    expect({ status, body: body as unknown }).toMatchObject({
      status: 422,
      body: {
        code: 'invalid',
        errors: [{ pointer: '/identityNumber', zh: expect.stringMatching(/[一-鿿]/) as string }],
      },
    });
    expect(JSON.stringify(body)).not.toMatch(/canary|110105/);
  }
  expect(await mine('c1')).toMatchObject({ code: 'notFound' });
});

it('is announced by the form', async () => {
  const { body } = await (await service.as('c1')).get(applications.replace('applications', 'application-form'));
  expect(body).toMatchObject({ identityNumber: true });
});

it('takes it with the application, in small letters too, and shows its owner three places and two', async () => {
  const first = await applies('c1', ` ${number.toLowerCase()} `, 'key-1');
  expect(first.status).toBe(201);
  expect(await mine('c1')).toMatchObject({ identityNumber: '110*************2X' });
  const again = await applies('c1', ` ${number.toLowerCase()} `, 'key-1');
  expect(again).toMatchObject({ status: 201, body: first.body as unknown });
  expect((await applies('c1', '440524188001010014', 'key-1')).body).toMatchObject({ code: 'keyReused' });
});

it('asks for none, and shows none to who gave none', async () => {
  expect((await applies('c2', undefined, 'key-2')).status).toBe(201);
  expect(await mine('c2')).toMatchObject({ identityNumber: null });
});

it('keeps it in the row of its person only, and nowhere in the database or the log as it is', async () => {
  const { sealed_identity } = await service.db
    .selectFrom('person')
    .select('sealed_identity')
    .where('id', '=', 'c1')
    .executeTakeFirstOrThrow();
  expect(unseal(identityKey, 'c1', sealed_identity!)).toBe(number);
  const all = await everything();
  // It was really all: what everybody knows to be there is found.
  for (const there of ['人员c1', '畜牧', 'key-1', sealed_identity!.toString('hex')]) expect(all).toContain(there);
  for (const text of [number, number.toLowerCase(), number.slice(0, 17)])
    for (const form of [text, Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64').slice(0, 20)]) {
      expect(all).not.toContain(form);
      expect(lines.join('')).not.toContain(form);
    }
  expect(lines.length).toBeGreaterThan(0);
});

it('leaves no digest of it either by which so few numbers could be tried', async () => {
  const campaign = applications.split('/')[3];
  const kept = (more: object) =>
    digest(['POST /campaigns/:campaign/applications', [{ campaign }, { post: 'centre', facts, ...more }]]);
  const all = await everything();
  expect(all).toContain(kept({}));
  for (const guess of [kept({ identityNumber: ` ${number.toLowerCase()} ` }), digest(number)])
    expect(all).not.toContain(guess);
});

describe('without a key', () => {
  let keyless: Running;
  let keyring: Keyring;
  beforeAll(async () => {
    keyring = await createKeyring();
    const { issuer, jwks } = keyring;
    keyless = await startApi({ db: service.db, port: 0, keys: { issuer, jwks }, send: service.walker.send });
  });
  afterAll(() => keyless.stop());

  const asked = async (who: string, init: RequestInit = {}, more = '') =>
    fetch(`${keyless.url}${applications}${more}`, {
      ...init,
      headers: { authorization: `Bearer ${await keyring.tokenFor(who)}`, 'content-type': 'application/json' },
    });

  it('takes none and says why, takes the application without it, and shows none', async () => {
    const application = { post: 'centre', facts };
    const refused = await asked('c3', {
      method: 'POST',
      body: JSON.stringify({ ...application, identityNumber: number }),
    });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      errors: [{ pointer: '/identityNumber', zh: expect.stringContaining('密钥') as string }],
    });
    expect((await asked('c3', { method: 'POST', body: JSON.stringify(application) })).status).toBe(201);
    expect(await (await asked('c1', {}, '/mine')).json()).toMatchObject({ identityNumber: null });
  });
});
