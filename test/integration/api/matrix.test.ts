/* eslint-disable @typescript-eslint/no-unsafe-call -- answers are JSON of many shapes; the API checks each against its schema */
import { routes } from '../../../api/routes';
import { keyOfRoute, type Route } from '../../../api/route';
import { roles } from '../../../records/actor';
import { facts, plan, roster, seedPeople, startService, type Answer, type Service, type Speaker } from './service';

/** Every route, as every role of the own and of another department, and as nobody: what may not be seen does not exist. */
let service: Service;
let ids: Record<string, string>;

beforeAll(async () => {
  service = await startService();
  await seedPeople(service);
  for (const department of ['nw', 'other'])
    await service.db
      .insertInto('person')
      .values(
        roles.map((role) => ({
          id: `${department}-${role}`,
          department_id: department,
          name: role,
          email: null,
          roles: [role],
        })),
      )
      .execute();
  const org = await service.as('org');
  await org.post('/api/plans', { source: plan });
  const campaign = (await org.post('/api/campaigns', { plan: 'competitive-posts', version: 1, roster })).body
    .id as string;
  const other = (await org.post('/api/campaigns', { plan: 'competitive-posts', version: 1, roster })).body.id as string;
  const approve = async (person: string, of: string) => {
    await service.walker.idle();
    const speaker = await service.as(person);
    for (const task of (await speaker.get('/api/tasks')).body.items)
      if (task.campaign.id === of)
        await speaker.post(`/api/tasks/${task.id}/answers`, { content: { answer: 'agreed' } });
  };
  await approve('leader', campaign);
  await approve('superior', campaign);
  await service.walker.idle();
  await (await service.as('c1')).post(`/api/campaigns/${campaign}/applications`, { post: 'centre', facts });
  // The first campaign stands at registration; the second still has an open task.
  const { visits } = (await org.get(`/api/campaigns/${campaign}`)).body;
  const task = (await org.get(`/api/campaigns/${other}`)).body.visits[0].windows[0].id as string;
  const window = visits.find((visit: { stage: string }) => visit.stage === 'motion').windows[0].id as string;
  const { answers } = (await org.get(`/api/campaigns/${campaign}/windows/${window}/answers`)).body;
  const corrected = await org.post('/api/corrections', {
    answer: answers[0].id,
    content: { answer: 'agreed', note: '补记' },
    reason: '补记',
  });
  const amendments = `/api/campaigns/${campaign}/amendments`;
  const amended = await org.post(amendments, { source: plan, reason: '试' });
  ids = {
    amendment: amended.body.id as string,
    campaign,
    task,
    window,
    plan: 'competitive-posts',
    version: '1',
    correction: corrected.body.id as string,
    answer: answers[0].id as string,
    ballot: window,
    notice: window,
  };
});
afterAll(() => service.stop());

const pathOf = ({ path }: Route) => `/api${path.replace(/:(\w+)/g, (_match, name: string) => ids[name]!)}`;

/** A body that would be taken from somebody who may. */
const bodies: Record<string, () => unknown> = {
  'POST /plans/check': () => ({ source: 'id: x' }),
  'POST /plans': () => ({ source: plan }),
  'POST /campaigns': () => ({ plan: 'competitive-posts', version: 1, roster }),
  'POST /campaigns/:campaign/exclusions': () => ({ person: 'c1', ground: 'x' }),
  'POST /campaigns/:campaign/kin': () => ({ kin: 'c1', relation: 'x' }),
  'POST /campaigns/:campaign/amendments': () => ({ source: plan, reason: 'x' }),
  'POST /campaigns/:campaign/amendments/:amendment/approval': () => ({}),
  'POST /campaigns/:campaign/windows/:window/extension': () => ({ reason: 'x', period: { n: 1, unit: 'workingDay' } }),
  'POST /corrections': () => ({ answer: ids['answer'], content: { answer: 'agreed' }, reason: 'x' }),
  'POST /calendar-years': () => ({ year: 2199, version: 1, paper: 'x', published: '2198-11-01', off: [], work: [] }),
  'POST /tasks/:task/answers': () => ({ content: { answer: 'agreed' } }),
  'POST /tasks/:task/delegation': () => ({ to: 'org', reason: 'x' }),
  'POST /tasks/:task/sheets': () => ({ subject: 'c1', sheet: { score: '80' } }),
  'POST /campaigns/:campaign/windows/:window/schedule': () => ({ reason: 'x', from: '2026-05-01', to: '2026-05-02' }),
  'POST /campaigns/:campaign/pool': () => ({ reason: 'x', people: { c1: {} } }),
  'POST /campaigns/:campaign/applications': () => ({ post: 'centre', facts }),
  'POST /campaigns/:campaign/applications/mine/post': () => ({ post: 'institute' }),
  'POST /campaigns/:campaign/recheck-requests': () => ({ grounds: 'x' }),
  'POST /ballots/:ballot/credentials': () => ({ digest: '0'.repeat(64) }),
  'POST /ballots/:ballot/slips': () => ({ token: 'x'.repeat(32), digest: '0'.repeat(64) }),
  'POST /ballots/:ballot/paper': () => ({ credential: '0'.repeat(32) }),
  'POST /ballots/:ballot/votes': () => ({ credential: '0'.repeat(32), choices: {} }),
  'POST /notices/:notice/objections': () => ({ about: 'c1', content: 'x' }),
};
const ask = (speaker: Speaker, each: Route): Promise<Answer> =>
  each.method === 'get'
    ? speaker.get(pathOf(each))
    : speaker.post(pathOf(each), bodies[keyOfRoute(each)]?.() ?? { reason: 'x' });

const open = routes.filter(({ access }) => access.who === 'anybody' || access.who === 'credential');
const closed = routes.filter((each) => !open.includes(each));
/** Of the nation, of oneself, or of no department: nothing that another department could keep to itself. */
const everybodys = new Set([
  'GET /me',
  'GET /tasks',
  'POST /plans/check',
  'GET /calendar-years',
  'GET /overdue',
  'POST /calendar-years',
  'GET /campaigns',
  'GET /plans',
  'POST /plans',
]);

it('nobody gets in without a token where one is needed', async () => {
  for (const each of closed)
    expect([keyOfRoute(each), (await ask(service.nobody, each)).status]).toEqual([keyOfRoute(each), 401]);
});

it('only the roles of the table get in, whether the thing exists or not', async () => {
  let cells = 0;
  for (const role of roles) {
    const speaker = await service.as(`nw-${role}`);
    for (const each of closed) {
      if (each.access.who !== 'roles' || each.access.roles.includes(role)) continue;
      expect([role, keyOfRoute(each), (await ask(speaker, each)).status]).toEqual([role, keyOfRoute(each), 403]);
      cells++;
    }
  }
  expect(cells).toBeGreaterThan(100);
});

it('another department finds nothing, in any role', async () => {
  const leaks: string[] = [];
  for (const role of roles) {
    const speaker = await service.as(`other-${role}`);
    for (const each of closed.filter((one) => !everybodys.has(keyOfRoute(one)))) {
      const { status } = await ask(speaker, each);
      const expected = each.access.who === 'roles' && !each.access.roles.includes(role) ? 403 : 404;
      if (status !== expected) leaks.push(`${role} ${keyOfRoute(each)}: ${status}`);
    }
    for (const list of [
      '/api/tasks',
      ...(['organiser', 'approver', 'discipline', 'archivist'].includes(role) ? ['/api/campaigns'] : []),
    ])
      expect((await speaker.get(list)).body.items).toEqual([]);
  }
  expect(leaks).toEqual([]);
});

it('an id that nobody has is not found, with the same words', async () => {
  const speaker = await service.as('x-org');
  const hidden = (await speaker.get(`/api/campaigns/${ids['campaign']}`)).body;
  const absent = (await speaker.get(`/api/campaigns/${'f'.repeat(32)}`)).body;
  expect({ ...absent, requestId: '' }).toEqual({ ...hidden, requestId: '' });
});

it('no answer is a failure of ours', async () => {
  for (const person of ['nw-organiser', 'nw-approver', 'nw-discipline', 'c1', 'leader', 'other-organiser', 'admin'])
    for (const each of routes)
      expect([person, keyOfRoute(each), (await ask(await service.as(person), each)).status]).toEqual([
        person,
        keyOfRoute(each),
        expect.not.stringMatching(/^5/),
      ]);
});
