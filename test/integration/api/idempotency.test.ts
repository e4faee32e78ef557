/* eslint-disable @typescript-eslint/no-unsafe-return -- answers are JSON of many shapes; the API checks each against its schema */
import { facts, plan, roster, seedPeople, startService, type Service } from './service';
import type { Owed } from '../../../api/nudge';
import { deliverOwed, relay } from '../../../api/nudge';

let service: Service;
let lost = 0;
let drop = (): boolean => false;

beforeAll(async () => {
  service = await startService();
  await seedPeople(service);
  const org = await service.as('org');
  await org.post('/api/plans', { source: plan });
});
afterAll(() => service.stop());

const start = async (key?: string, more: object = {}) =>
  (await service.as('org')).post(
    '/api/campaigns',
    { plan: 'competitive-posts', version: 1, roster, ...more },
    key ? { 'idempotency-key': key } : {},
  );

describe('a key', () => {
  it('carries a request out once, however often it comes', async () => {
    const first = await start('k-1');
    expect(first.status).toBe(201);
    const again = await start('k-1');
    expect(again).toMatchObject({ status: 201, body: first.body });
    const { items } = (await (await service.as('org')).get('/api/campaigns')).body;
    expect(items).toHaveLength(1);
  });
  it('belongs to one body and one route', async () => {
    expect((await start('k-1', { title: '另一项' })).body).toMatchObject({ status: 422, code: 'keyReused' });
    expect(
      (await (await service.as('org')).post('/api/plans', { source: plan }, { 'idempotency-key': 'k-1' })).body,
    ).toMatchObject({ status: 422, code: 'keyReused' });
  });
  it('of another person is another key', async () => {
    expect(
      (await (await service.as('org2')).post('/api/plans', { source: plan }, { 'idempotency-key': 'k-1' })).status,
    ).toBe(201);
  });
  it('that comes many times at once has one effect; the others are told to come back or get the same', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => start('k-2')));
    const made = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
    expect(new Set(made).size).toBe(1);
    for (const { status, body, headers } of answers.filter((each) => each.status !== 201)) {
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'inFlight' });
      expect(headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect((await start('k-2')).body.id).toBe(made[0]);
  });
  it('of a refused request is free again', async () => {
    const leader = await service.as('leader');
    await service.walker.idle();
    const [task] = (await leader.get('/api/tasks')).body.items;
    const answer = (content: object) =>
      leader.post(`/api/tasks/${task.id}/answers`, { content }, { 'idempotency-key': 'k-3' });
    expect((await answer({ answer: 'dropped' })).status).toBe(422);
    expect((await answer({ answer: 'agreed' })).status).toBe(201);
  });
  it('is a short visible word', async () =>
    expect((await start('two words')).body).toMatchObject({ status: 400, code: 'badRequest' }));
});

describe('a look that is owed', () => {
  it('stays owed while the engine fails, and the act stands', async () => {
    const made = await start();
    await service.walker.idle();
    const sent: Owed[] = [];
    await service.db
      .insertInto('owed_look')
      .values({ campaign_id: made.body.id, starts: true, since: new Date(0).toISOString() })
      .execute();
    const failing = () => Promise.reject(new Error('the engine is away'));
    expect(await deliverOwed(service.db, failing)).toBe(0);
    expect(await deliverOwed(service.db, async (owed) => void sent.push(owed))).toBe(1);
    expect(sent).toEqual([
      expect.objectContaining({
        campaign: made.body.id,
        title: expect.any(String),
        starts: true,
        queue: expect.stringMatching(/^xuanxian-\d+$/),
      }),
    ]);
    expect(await deliverOwed(service.db, failing)).toBe(0);
  });
  it('is not forgotten when it is owed again while it is being delivered', async () => {
    const made = await start();
    await service.walker.idle();
    const owe = () =>
      service.db
        .insertInto('owed_look')
        .values({ campaign_id: made.body.id, starts: false, since: new Date(0).toISOString() })
        .onConflict((conflict) => conflict.column('campaign_id').doUpdateSet({ times: 2 }))
        .execute();
    await owe();
    await deliverOwed(service.db, async () => void (await owe()));
    expect(
      await service.db
        .selectFrom('owed_look')
        .select('times')
        .where('campaign_id', '=', made.body.id)
        .executeTakeFirst(),
    ).toEqual({ times: 2 });
  });
  it('reaches its campaign through the relay although most signals are lost', async () => {
    const made = await start();
    await service.walker.idle();
    let n = 0;
    drop = () => n++ % 3 !== 2;
    const send = async (owed: Owed) => {
      if (!drop()) return service.walker.send(owed);
      lost++;
      throw new Error('lost');
    };
    const repeating = relay(service.db, send, 10);
    await service.db
      .insertInto('owed_look')
      .values({ campaign_id: made.body.id, starts: false, since: new Date(0).toISOString() })
      .onConflict((conflict) => conflict.column('campaign_id').doNothing())
      .execute();
    for (
      let left = 100;
      left > 0 && (await service.db.selectFrom('owed_look').selectAll().execute()).length > 0;
      left--
    )
      await new Promise((resolve) => setTimeout(resolve, 20));
    await repeating.stop();
    expect(lost).toBeGreaterThan(0);
    expect(await service.db.selectFrom('owed_look').selectAll().execute()).toEqual([]);
  });
});

it('takes one application of a person who sends two at once', async () => {
  const { body } = await start('k-9');
  await service.walker.idle();
  for (const person of ['leader', 'superior']) {
    const speaker = await service.as(person);
    for (const task of (await speaker.get('/api/tasks')).body.items)
      if (task.campaign.id === body.id)
        await speaker.post(`/api/tasks/${task.id}/answers`, { content: { answer: 'agreed' } });
    await service.walker.idle();
  }
  const c1 = await service.as('c1');
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => c1.post(`/api/campaigns/${body.id}/applications`, { post: 'centre', facts })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
});
