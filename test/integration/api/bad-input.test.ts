/* eslint-disable @typescript-eslint/no-unsafe-call -- answers are JSON of many shapes; the API checks each against its schema */
import { request } from 'node:http';
import { connect } from 'node:net';
import { facts, plan, roster, seedPeople, startService, type Answer, type Service, type Speaker } from './service';

let service: Service;
let org: Speaker;
let campaign: string;

beforeAll(async () => {
  service = await startService();
  await seedPeople(service);
  org = await service.as('org');
  await org.post('/api/plans', { source: plan });
  campaign = (await org.post('/api/campaigns', { plan: 'competitive-posts', version: 1, roster })).body.id;
  await service.walker.idle();
});
afterAll(() => service.stop());

/** A problem document as a person needs it. */
function expectProblem({ status, body, headers }: Answer, expected: number, code?: string) {
  expect({ status, code: body.code }).toEqual({ status: expected, code: code ?? body.code });
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({
    status: expected,
    type: `urn:xuanxian:problem:${body.code}`,
    requestId: headers.get('x-request-id'),
  });
  for (const text of [body.title, body.detail, body.next]) expect(text).toMatch(/[一-鿿]/);
  expect(body.en).toMatch(/^[ -~]+$/);
  expect(JSON.stringify(body)).not.toMatch(/\bat .*\.ts|node_modules|select |insert /);
}

describe('a body', () => {
  const check = (body: string, headers: Record<string, string> = {}) => org.post('/api/plans/check', body, headers);

  it.each(['{', '{"source":}', '', 'null', '[]', '"x"', '{"source":1}', '{}'])('%p is refused', async (body) => {
    const answer = await check(body);
    expectProblem(answer, answer.status);
    expect([400, 422]).toContain(answer.status);
  });
  it('of another type is refused', async () => {
    expectProblem(await check('source: x', { 'content-type': 'text/yaml' }), 415, 'wrongType');
    expectProblem(await check('a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'wrongType');
    expectProblem(await check('{}', { 'content-type': 'application/json; charset=koi8-r' }), 415, 'wrongType');
    expectProblem(await check('{}', { 'content-encoding': 'rot13' }), 415, 'wrongType');
  });
  it('that is too large is refused, whatever it says of its length', async () => {
    expectProblem(
      await org.post(`/api/campaigns/${campaign}/suspension`, { reason: 'x'.repeat(200_000) }),
      413,
      'tooLarge',
    );
    expectProblem(await check(JSON.stringify({ source: 'x'.repeat(10_000_000) })), 413, 'tooLarge');
  });
  it('with a plan over 256 KiB is refused, one below is read', async () => {
    expectProblem(await org.post('/api/plans', { source: `# ${'注'.repeat(90_000)}` }), 413, 'tooLarge');
    expect((await check(JSON.stringify({ source: `# ${'注'.repeat(80_000)}` }))).status).toBe(200);
  });
  it('with deep nesting, NUL, half characters, poisoned keys or numbers beyond all is refused', async () => {
    const answerWith = (content: string) =>
      org.post(`/api/tasks/${'0'.repeat(32)}/answers`, `{"content":{"x":${content}}}`);
    for (const content of [
      '['.repeat(20_000) + ']'.repeat(20_000),
      '"\\u0000"',
      '"\\ud800"',
      '{"__proto__":{}}',
      '{"constructor":{}}',
      '1e400',
    ])
      expectProblem(await answerWith(content), 400);
  });
  it('with keys that it does not know is refused, each with its place', async () => {
    const answer = await org.post(`/api/campaigns/${campaign}/suspension`, { reason: '', id: 1, status: 'ended' });
    expectProblem(answer, 422, 'invalid');
    expect(answer.body.errors.map((each: { pointer: string }) => each.pointer).sort()).toEqual([
      '/id',
      '/reason',
      '/status',
    ]);
  });
});

describe('a plan', () => {
  it('with mistakes gets all of them, with line and column', async () => {
    const { body, status } = await org.post('/api/plans/check', {
      source: plan
        .replace('n: 5, unit: workingDay}         # 《条例》', 'n: 3, unit: workingDay}         # 《条例》')
        .replace('superior: {', 'superiors: {'),
    });
    expect(status).toBe(200);
    expect(body.ok).toBe(false);
    expect(body.problems.length).toBeGreaterThan(1);
    for (const each of body.problems)
      expect(each).toMatchObject({
        line: expect.any(Number),
        column: expect.any(Number),
        zh: expect.stringMatching(/[一-鿿]/),
      });
  });
  it('with mistakes is not published', async () =>
    expectProblem(await org.post('/api/plans', { source: 'id: x' }), 422, 'planInvalid'));
});

describe('an address', () => {
  it.each(['/api/none', '/none', '/api/campaigns/x/y/z', '/api/plans/../../x', '/api//campaigns'])(
    '%s is not found',
    async (path) => expectProblem(await org.get(path), 404),
  );
  it.each([
    '/api/campaigns/%00',
    '/api/campaigns/%ff',
    '/api/campaigns/%ed%a0%80',
    '/api/tasks/%2e%2e%2f',
    "/api/campaigns/'%20or%201=1",
    `/api/campaigns/${'x'.repeat(5000)}`,
  ])('%s is a bad one', async (path) => {
    const answer = await org.get(path);
    expect([400, 404]).toContain(answer.status);
    expectProblem(answer, answer.status);
  });
  it.each([
    'limit=0',
    'limit=1e9',
    'limit=x',
    'cursor=x',
    'cursor=WyIyMDI2Il0',
    'status=none',
    'limit=1&limit=2',
    'cursor=WyIyMDI2LTAyLTMwVDk5Ojk5Ojk5Ljk5OVoiLCIxIl0',
  ])('?%s is refused', async (query) => {
    const answer = await org.get(`/api/campaigns?${query}`);
    expectProblem(answer, 422, 'invalid');
  });
  it('takes no other method, and says which it takes', async () => {
    const answer = await raw('PUT', '/api/plans');
    expect(answer).toMatchObject({ status: 405, allow: 'POST, GET, HEAD' });
  });
});

function raw(method: string, path: string): Promise<{ status: number | undefined; allow: string | undefined }> {
  return new Promise((resolve, reject) => {
    request(`${service.api.url}${path}`, { method }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, allow: response.headers.allow });
    })
      .on('error', reject)
      .end();
  });
}

describe('who asks', () => {
  it('must say who they are', async () => {
    expectProblem(await service.nobody.get('/api/tasks'), 401, 'noToken');
    expectProblem(
      await service.nobody.post('/api/plans/check', { source: '' }, { authorization: 'Bearer a.b.c' }),
      401,
      'badToken',
    );
    expectProblem(await (await service.as('ghost')).get('/api/tasks'), 401, 'unknownPerson');
  });
  it('must have the role', async () => {
    expectProblem(await (await service.as('c1')).post('/api/plans', { source: plan }), 403, 'notAllowed');
    expectProblem(await (await service.as('admin')).get('/api/campaigns'), 403, 'notAllowed');
  });
  it('does not learn that another department has it', async () => {
    const other = await service.as('x-org');
    expectProblem(await other.get(`/api/campaigns/${campaign}`), 404, 'notFound');
    expectProblem(await other.get('/api/plans/competitive-posts'), 404, 'notFound');
    expectProblem(
      await other.post('/api/campaigns', {
        plan: 'competitive-posts',
        version: 1,
        roster: { panels: {}, electorates: {} },
      }),
      404,
      'notFound',
    );
    expect((await other.get('/api/campaigns')).body).toEqual({ items: [], next: null });
    expectProblem(
      await (await service.as('x-cand')).get(`/api/campaigns/${campaign}/application-form`),
      404,
      'notFound',
    );
  });
});

describe('an act that comes too late, too early or twice', () => {
  it('is refused', async () => {
    const leader = await service.as('leader');
    const { items } = (await leader.get('/api/tasks')).body;
    const path = `/api/tasks/${items[0].id}/answers`;
    expectProblem(await org.post(path, { content: { answer: 'agreed' } }), 404, 'notFound');
    expectProblem(await leader.post(path, { content: { answer: 'dropped' } }), 422, 'invalid');
    expectProblem(
      await (await service.as('c1')).post(`/api/campaigns/${campaign}/applications`, { post: 'centre', facts }),
      404,
      'notFound',
    );
    expect((await leader.post(path, { content: { answer: 'agreed' } })).status).toBe(201);
    expectProblem(await leader.post(path, { content: { answer: 'agreed' } }), 409, 'alreadyDone');
    expectProblem(
      await leader.post(`/api/tasks/${items[0].id}/delegation`, { to: 'org', reason: '出差' }),
      404,
      'notFound',
    );
  });
  it('on a suspended campaign is refused, and works again afterwards', async () => {
    await service.walker.idle();
    const superior = await service.as('superior');
    const { items } = (await superior.get('/api/tasks')).body;
    await org.post(`/api/campaigns/${campaign}/suspension`, { reason: '待研究' });
    expectProblem(
      await superior.post(`/api/tasks/${items[0].id}/answers`, { content: { answer: 'agreed' } }),
      409,
      'suspended',
    );
    await org.post(`/api/campaigns/${campaign}/resumption`, { reason: '研究完毕' });
    expect((await superior.post(`/api/tasks/${items[0].id}/answers`, { content: { answer: 'agreed' } })).status).toBe(
      201,
    );
  });
});

it('asks for a roster that the plan can work with', async () => {
  const answer = await org.post('/api/campaigns', {
    plan: 'competitive-posts',
    version: 1,
    roster: { panels: { ...roster.panels, interviewers: ['j1'], strangers: ['x'] }, electorates: {} },
  });
  expectProblem(answer, 422, 'invalid');
  expect(answer.body.errors.map((each: { pointer: string }) => each.pointer)).toEqual(
    expect.arrayContaining([
      '/roster/panels/interviewers',
      '/roster/panels/strangers',
      '/roster/electorates/assessors',
      '/roster',
    ]),
  );
});

it('answers nonsense on the wire without falling over', async () => {
  const socket = connect(Number(new URL(service.api.url).port), '127.0.0.1');
  const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  socket.write('NONSENSE\r\n\r\n');
  expect(await answer).toMatch(/^HTTP\/1\.1 400/);
  socket.destroy();
  expect((await service.nobody.get('/healthz')).status).toBe(200);
});

describe('around the routes', () => {
  it('is ready when its parts are', async () =>
    expect((await service.nobody.get('/readyz')).body).toEqual({ status: 'ok', checks: { database: 'ok' } }));
  it('shows its documentation with nothing from outside', async () => {
    const page = await service.nobody.get('/api/docs');
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
    expect(page.body).not.toMatch(/https?:\/\//);
    for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'start.js'])
      expect((await service.nobody.get(`/api/docs/${file}`)).status).toBe(200);
    expect((await service.nobody.get('/api/docs/package.json')).status).toBe(404);
    expect((await service.nobody.get('/api/openapi.json')).body.openapi).toBe('3.1.0');
  });
  it('keeps a harmless request id and replaces any other', async () => {
    const asked = async (id: string) =>
      (await service.nobody.post('/api/plans/check', {}, { 'x-request-id': id })).headers.get('x-request-id');
    expect(await asked('abc-12345')).toBe('abc-12345');
    expect(await asked('<script>')).not.toBe('<script>');
  });
});
