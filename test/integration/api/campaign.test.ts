/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument -- answers are JSON of many shapes; the API checks each against its schema */
import { digest, randomId } from '../../../records/digest';
import { paperNumber } from '../../../records/sealing';
import { facts, plan, roster, seedPeople, starts, startService, type Answer, type Service } from './service';

let service: Service;
let campaign: string;

beforeAll(async () => {
  service = await startService();
  await seedPeople(service);
});
afterAll(() => service.stop());

const get = async (person: string, path: string) => (await service.as(person)).get(`/api${path}`);
const post = async (person: string, path: string, body?: unknown) =>
  (await service.as(person)).post(`/api${path}`, body);

async function good(answer: Promise<Answer>) {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

/** Answers every open task of a person by what `content` says about it. */
async function answerAll(person: string, content: (task: any, subject: string) => unknown): Promise<number> {
  await service.walker.idle();
  const { items } = await good(get(person, '/tasks'));
  let given = 0;
  for (const task of items)
    for (const { subject, answered } of task.subjects)
      if (!answered) {
        await good(post(person, `/tasks/${task.id}/answers`, { subject, content: content(task, subject) }));
        given++;
      }
  await service.walker.idle();
  return given;
}

const openWindow = async (kind: string) => {
  await service.walker.idle();
  const { visits } = await good(get('org', `/campaigns/${campaign}`));
  const window = visits
    .flatMap((visit: any) => visit.windows)
    .find((each: any) => each.kind === kind && each.closedAt === null);
  if (!window) throw new Error(`no open ${kind}`);
  return window;
};
const later = (instant: string) => new Date(Date.parse(instant) + 1).toISOString();

it('publishes a plan, twice the same version', async () => {
  const first = await post('org', '/plans', { source: plan });
  expect(first.body).toMatchObject({ id: 'competitive-posts', version: 1 });
  expect(first.status).toBe(201);
  expect((await post('org', '/plans', { source: plan })).body).toMatchObject({ version: 1 });
});

it('starts a campaign and shows where it stands', async () => {
  const made = await post('org', '/campaigns', { plan: 'competitive-posts', version: 1, roster });
  expect(made.status).toBe(201);
  campaign = made.body.id;
  await service.walker.idle();
  const { status, body } = await get('org', `/campaigns/${campaign}`);
  expect(status).toBe(200);
  expect(body.startedAt).toBe(starts);
  expect(body.visits.map((visit: any) => visit.stage)).toEqual(['motion']);
  expect(body.planned.map((stage: any) => stage.stage)).toContain('probation');
});

it('carries it from the motion to registration by tasks', async () => {
  expect(await answerAll('leader', () => ({ answer: 'agreed' }))).toBe(1);
  expect(await answerAll('superior', () => ({ answer: 'agreed' }))).toBe(1);
  await service.walker.idle();
  const { body } = await get('org', `/campaigns/${campaign}`);
  expect(body.visits.at(-1).stage).toBe('registration');
});

it('gives the form that the conditions need, and takes applications', async () => {
  const form = await good(get('c1', `/campaigns/${campaign}/application-form`));
  expect(Object.keys(form.posts[0].facts.properties)).toContain('annualReviews');
  for (let n = 1; n <= 12; n++)
    await good(post(`c${n}`, `/campaigns/${campaign}/applications`, { post: n <= 6 ? 'centre' : 'institute', facts }));
  expect((await post('c1', `/campaigns/${campaign}/applications`, { post: 'centre', facts })).body).toMatchObject({
    status: 409,
    code: 'alreadyDone',
  });
});

it('refuses a late registration', async () => {
  const window = await openWindow('application');
  await service.until(later(window.dueAt));
  expect((await post('c13', `/campaigns/${campaign}/applications`, { post: 'centre', facts })).body).toMatchObject({
    status: 409,
    code: 'tooLate',
  });
});

it('shows the reviewer each application, and takes the review', async () => {
  const { items } = await good(get('personnel', '/tasks'));
  const task = await good(get('personnel', `/tasks/${items[0].id}`));
  expect(task.subjects[0].material[0]).toMatchObject({ kind: 'application' });
  expect(
    await answerAll('personnel', (_task, subject) =>
      subject === 'c12' ? { answer: 'refused', note: '学历不符' } : { answer: 'eligible' },
    ),
  ).toBe(12);
});

it('lets the refused ask for a review, once, and nobody else', async () => {
  const ask = (person: string) =>
    post(person, `/campaigns/${campaign}/recheck-requests`, { grounds: '学历已取得，附证明' });
  expect((await ask('c1')).status).toBe(404);
  expect((await ask('c12')).status).toBe(201);
  expect((await ask('c12')).body).toMatchObject({ status: 409, code: 'alreadyDone' });
  await service.until(later((await openWindow('recheckRequest')).dueAt));
  expect(await answerAll('leader', () => ({ answer: 'eligible', note: '材料属实' }))).toBe(1);
  const file = await good(get('c12', `/campaigns/${campaign}/applications/mine`));
  expect(file.papers.map((paper: any) => paper.kind)).toEqual(['application', 'review', 'recheckRequest', 'recheck']);
});

it('takes sheets, and keeps each as it was handed in', async () => {
  const { items } = await good(get('m1', '/tasks'));
  const [{ id: task, subjects }] = items;
  const { terms } = await service.db
    .selectFrom('window')
    .select('terms')
    .where('id', '=', task)
    .executeTakeFirstOrThrow();
  const people = Array.from({ length: 12 }, (_, index) => `c${index + 1}`);
  const numberOf = (person: string) => paperNumber(terms.sealed!, person);
  const sheet = (subject: string, score: string) =>
    post('m1', `/tasks/${task}/sheets`, { subject: numberOf(subject), sheet: { score } });
  // Who marks sees numbers and no names, and cannot ask by name which paper is whose.
  expect(subjects.map(({ subject }: any) => subject)).toEqual(people.map(numberOf).sort());
  expect(JSON.stringify(items)).not.toMatch(/人员c|"c1"/);
  expect((await post('m1', `/tasks/${task}/sheets`, { subject: 'c1', sheet: { score: '80' } })).status).toBe(404);
  expect((await sheet('c1', '101')).body).toMatchObject({ status: 422, code: 'invalid' });
  expect((await sheet('c1', '88.5')).status).toBe(201);
  expect((await sheet('c1', '90')).body).toMatchObject({ status: 409, code: 'alreadyDone' });
  for (const person of people.slice(1)) await good(sheet(person, String(60 + Number(person.slice(1)))));
  const mine = await good(get('m1', `/campaigns/${campaign}/sheets/mine`));
  expect(mine.items).toHaveLength(12);
  expect(await answerAll('discipline', () => ({ answer: 'witnessed' }))).toBe(1);
});

it('puts a signed correction in the place of a sheet', async () => {
  const { visits } = await good(get('org', `/campaigns/${campaign}`));
  const window = visits
    .find((visit: any) => visit.stage === 'written')
    .windows.find((each: any) => each.kind === 'sheet');
  const { answers } = await good(get('org', `/campaigns/${campaign}/windows/${window.id}/answers`));
  const wrong = answers.find((each: any) => each.subject.id === 'c1');
  const { id } = await good(
    post('org', '/corrections', { answer: wrong.id, content: { score: '86.5' }, reason: '登记笔误' }),
  );
  expect((await post('org', `/corrections/${id}/signature`)).body).toMatchObject({ status: 409, code: 'sameHand' });
  expect((await post('x-disc', `/corrections/${id}/signature`)).status).toBe(404);
  await good(post('org2', `/corrections/${id}/signature`));
  await service.walker.idle();
  const { items } = await good(get('org', `/campaigns/${campaign}/corrections`));
  expect(items[0]).toMatchObject({
    before: { score: '88.5' },
    after: { score: '86.5' },
    proposedBy: { id: 'org' },
    signedBy: { id: 'org2' },
  });
});

it('carries interviews and lets five judges sign each their own', async () => {
  await service.walker.idle();
  for (const judge of ['j1', 'j2', 'j3', 'j4', 'j5'])
    expect(
      await answerAll(judge, (_task, subject) => ({ score: String(70 + Number(subject.slice(1))) })),
    ).toBeGreaterThan(0);
  expect(await answerAll('discipline', () => ({ answer: 'witnessed' }))).toBe(1);
  const { scores } = await good(get('c6', `/campaigns/${campaign}/applications/mine`));
  expect(scores.map((each: any) => each.stage)).toEqual(['written', 'interviewList', 'interview']);
});

it('takes secret ballots with the credential alone', async () => {
  const { id: ballot, dueAt } = await openWindow('ballot');
  const admit = (who: string, credential: string) =>
    post(who, `/ballots/${ballot}/credentials`, { digest: digest(credential) });
  expect((await admit('c1', randomId())).body).toMatchObject({ status: 403, code: 'notEntitled' });
  for (const voter of ['v1', 'v2', 'v3', 'v4', 'v5']) {
    const credential = randomId();
    await good(admit(voter, credential));
    // The answer was lost: the same digest again is answered again, and is no second vote.
    await good(admit(voter, credential));
    expect((await admit(voter, randomId())).body.code).toBe('alreadyRedeemed');
    if (voter === 'v1') expect((await admit('v2', credential)).body.code).toBe('badCredential');
    const paper = await good(service.nobody.post(`/api/ballots/${ballot}/paper`, { credential }));
    const choices = Object.fromEntries(paper.subjects.map((each: any) => [each.id, paper.grades[0]]));
    const vote = (choice: unknown) =>
      service.nobody.post(`/api/ballots/${ballot}/votes`, { credential, choices: choice });
    const { serial } = await good(vote(choices));
    expect((await vote(choices)).body).toEqual({ serial });
    expect((await vote({ ...choices, [paper.subjects[0].id]: paper.grades[1] })).body).toMatchObject({
      status: 409,
      code: 'alreadyCast',
    });
  }
  expect(
    (await service.nobody.post(`/api/ballots/${ballot}/votes`, { credential: '0'.repeat(32), choices: {} })).status,
  ).toBeGreaterThanOrEqual(400);
  expect((await service.nobody.get(`/api/ballots/${ballot}/board`)).status).toBe(404);
  expect(await service.db.selectFrom('idempotency').selectAll().where('route', 'like', '%ballots%').execute()).toEqual(
    [],
  );
  await service.until(later(dueAt));
  const board = await good(service.nobody.get(`/api/ballots/${ballot}/board`));
  expect(board).toMatchObject({ entitled: 5, cast: 5 });
  expect(board.serials).toHaveLength(5);
});

it('shows a notice to anybody and takes objections, named or not', async () => {
  const { items } = await good(service.nobody.get('/api/notices'));
  expect(items).toHaveLength(1);
  const notice = await good(service.nobody.get(`/api/notices/${items[0].id}`));
  expect(notice.anchor).toMatchObject({ seq: expect.any(Number) });
  const about = notice.posts[0].people[0].id;
  const object = (body: unknown) => service.nobody.post(`/api/notices/${notice.id}/objections`, body);
  expect((await object({ about, content: '经历与档案不一致' })).status).toBe(201);
  expect((await object({ about, content: '同上', name: '李四', contact: '123' })).status).toBe(201);
  expect((await object({ about: 'nobody', content: '……' })).body).toMatchObject({ status: 422, code: 'invalid' });
  await service.until(later(notice.dueAt));
  expect((await object({ about, content: '迟到' })).body).toMatchObject({ status: 409, code: 'tooLate' });
  expect((await good(service.nobody.get(`/api/notices/${notice.id}`))).posts[0].people).toEqual([]);
  expect(await answerAll('discipline', () => ({ answer: 'notUpheld', note: '查无实据' }))).toBeGreaterThan(0);
});

it('lets a person withdraw once', async () => {
  const { posts } = await good(get('org', `/campaigns/${campaign}`));
  const [person] = posts[0].seats.map((seat: any) => seat.person?.id).filter(Boolean);
  expect((await post(person, `/campaigns/${campaign}/withdrawal`, { reason: '个人原因' })).status).toBe(200);
  expect((await post(person, `/campaigns/${campaign}/withdrawal`, { reason: '个人原因' })).body.code).toBe(
    'alreadyDone',
  );
  expect((await post('c13', `/campaigns/${campaign}/withdrawal`, { reason: '个人原因' })).status).toBe(404);
});

it('suspends, resumes, extends and cancels, each with its reason', async () => {
  const act = (what: string, person = 'org') => post(person, `/campaigns/${campaign}/${what}`, { reason: '上级要求' });
  await service.walker.idle();
  const { visits } = await good(get('org', `/campaigns/${campaign}`));
  const window = visits
    .flatMap((visit: any) => visit.windows)
    .find((each: any) => each.closedAt === null && each.dueAt);
  const extended = await good(
    post('org', `/campaigns/${campaign}/windows/${window.id}/extension`, {
      period: { n: 2, unit: 'workingDay' },
      reason: '人员出差',
    }),
  );
  expect(Date.parse(extended.due)).toBeGreaterThan(Date.parse(window.dueAt));
  expect((await act('suspension')).status).toBe(200);
  expect((await act('suspension')).body.code).toBe('alreadyDone');
  expect((await act('resumption')).status).toBe(200);
  expect((await act('cancellation', 'x-org')).status).toBe(404);
  expect((await act('cancellation')).status).toBe(200);
  expect((await act('cancellation')).body.code).toBe('ended');
  await service.walker.idle();
  expect((await good(get('org', `/campaigns/${campaign}`))).posts[0].seats[0].result).toBe('cancelled');
});

it('tells the process record without its content', async () => {
  const first = await good(get('discipline', `/campaigns/${campaign}/record?limit=2`));
  expect(first.items[0]).toMatchObject({ seq: 1, kind: 'campaignStarted', title: '启动', actor: { id: 'org' } });
  const second = await good(get('discipline', `/campaigns/${campaign}/record?limit=2&cursor=${first.next}`));
  expect(second.items[0]).toMatchObject({ seq: 3 });
  expect(second.items[0].previous).toBe(first.items[1].digest);
  expect((await good(get('archivist', `/campaigns/${campaign}/anchors`))).items.length).toBeGreaterThan(5);
});
