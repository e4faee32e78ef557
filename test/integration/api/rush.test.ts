import { setRehearsalClock } from '../../../records/rehearsalClock';
import { facts, plan, roster, seedPeople, startService, type Service } from './service';

/** 1,000 registrations at once in a window that closes meanwhile; and what is said when the database is away. */
let service: Service;
let campaign: string;
const people = Array.from({ length: 1000 }, (_, index) => `r${index}`);

beforeAll(async () => {
  service = await startService();
  await seedPeople(service);
  await service.db
    .insertInto('person')
    .values(people.map((id) => ({ id, name: id, department_id: 'nw', email: null, roles: ['candidate'] })))
    .execute();
  const org = await service.as('org');
  await org.post('/api/plans', { source: plan });
  campaign = (await org.post('/api/campaigns', { plan: 'competitive-posts', version: 1, roster })).body.id;
  for (const person of ['leader', 'superior']) {
    await service.walker.idle();
    const speaker = await service.as(person);
    for (const task of (await speaker.get('/api/tasks')).body.items)
      await speaker.post(`/api/tasks/${task.id}/answers`, { content: { answer: 'agreed' } });
  }
  await service.walker.idle();
});
afterAll(() => service.stop());

it('answers each: taken, closed, or come back; and keeps what it acknowledged', async () => {
  const speakers = await Promise.all(people.map((id) => service.as(id)));
  const form = await (await service.as('c1')).get(`/api/campaigns/${campaign}/application-form`);
  const dueAt = form.body.window.dueAt as string;
  const kept = () =>
    service.db
      .selectFrom('answer')
      .innerJoin('window', 'window.id', 'answer.window_id')
      .select('person_id')
      .where('window.kind', '=', 'application')
      .execute();
  let answered = false;
  const closing = (async () => {
    while (!answered && (await kept()).length < 300) await new Promise((resolve) => setTimeout(resolve, 50));
    await setRehearsalClock(service.db, dueAt);
  })();
  const from = performance.now();
  const answers = await Promise.all(
    speakers.map((speaker) =>
      speaker.post(`/api/campaigns/${campaign}/applications`, { post: 'centre', facts }, { 'idempotency-key': 'rush' }),
    ),
  );
  answered = true;
  await closing;
  const count = (status: number) => answers.filter((each) => each.status === status).length;
  console.log(
    `1,000 registrations in ${Math.round(performance.now() - from)} ms: ${count(201)} taken, ${count(409)} closed, ${count(429)} to come back`,
  );
  for (const { status, headers } of answers) {
    expect([201, 409, 429]).toContain(status);
    if (status === 429) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  const stored = await kept();
  expect(stored).toHaveLength(count(201));
  const acknowledged = new Set(people.filter((_id, index) => answers[index]!.status === 201));
  expect(stored.every(({ person_id }) => acknowledged.has(person_id!))).toBe(true);
});
