import { Writable } from 'node:stream';
import { apiLog } from '../../../api/log';
import { seedPeople, startService, type Service } from './service';

/** What is written down of requests, and what never is. */
let service: Service;
const lines: string[] = [];

beforeAll(async () => {
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(String(chunk)), done()) });
  service = await startService({ log: apiLog(sink) });
  await seedPeople(service);
});
afterAll(() => service.stop());
beforeEach(() => lines.splice(0));

it('a request is one line: its pattern, how it ended, how long it took; no content, no token', async () => {
  const org = await service.as('org');
  await org.get(`/api/campaigns/canary-id?cursor=canary-query`);
  await org.post('/api/plans/check', { source: 'canary-body' }, { 'x-request-id': 'request-1' });
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[1]!)).toMatchObject({
    route: 'POST /plans/check',
    status: 200,
    requestId: 'request-1',
    ms: expect.any(Number),
  });
  expect(lines.join('')).not.toMatch(/canary|Bearer|eyJ/);
});

it('a ballot leaves no line at all, whatever becomes of it', async () => {
  const voter = await service.as('v1');
  for (const step of ['credentials', 'slips', 'paper', 'votes']) {
    await voter.post(`/api/ballots/${'0'.repeat(32)}/${step}`, {
      credential: '0'.repeat(32),
      token: 'x'.repeat(32),
      choices: {},
    });
    await voter.post(`/api/ballots/${'0'.repeat(32)}/${step}`, '{');
  }
  expect(lines).toEqual([]);
});

it('what must never be written is struck out where somebody writes it all the same', () => {
  const written: string[] = [];
  const log = apiLog(
    new Writable({ write: (chunk: Buffer, _encoding, done) => (written.push(String(chunk)), done()) }),
  );
  log.info(
    {
      authorization: 'canary',
      token: 'canary',
      headers: { authorization: 'canary', cookie: 'canary' },
      body: { credential: 'canary', identity: 'canary' },
    },
    'x',
  );
  expect(written.join('')).not.toMatch(/canary/);
});
