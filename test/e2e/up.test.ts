import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../engine/wait-until';
import { startService, xuanxian, type Service } from './command';

const data = join(mkdtempSync(join(tmpdir(), 'xuanxian-up-')), 'data');
const env = { XUANXIAN_DATA: data };
const ready = /选贤已就绪：(http:\/\/[\d.:]+)\/api\/docs/;

let service: Service;
let url: string;
beforeAll(async () => {
  service = startService(['up'], env);
  url = (await service.says(ready))[1]!;
});
afterAll(async () => {
  service.child.kill('SIGINT');
  await service.ended;
});

const tokenOf = async (name: string): Promise<string> => (await xuanxian(['token', '--as', name], env)).out.trim();
const get = async <T>(path: string, token?: string): Promise<T> => {
  const response = await fetch(url + path, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  expect(response.status).toBe(200);
  return (await response.json()) as T;
};

interface Tasks {
  readonly items: readonly {
    readonly id: string;
    readonly title: string;
    readonly campaign: { readonly id: string };
  }[];
}

it('everything it needs answers', async () => {
  await service.says(ready);
  expect(await get('/healthz')).toMatchObject({ status: 'ok' });
  expect(await get('/readyz')).toEqual({ status: 'ok', checks: { database: 'ok', engine: 'ok', worker: 'ok' } });
  expect(await get('/api/openapi.json')).toMatchObject({ openapi: '3.1.0' });
});

it('a demonstration person answers the first task and sees what comes next', async () => {
  const [, leader = ''] = /领导小组：([^、\n]+)/.exec(service.said()) ?? [];
  const token = await tokenOf(leader);
  const [task] = await waitUntil(
    async () => {
      const { items } = await get<Tasks>('/api/tasks', token);
      return items.length > 0 ? items : undefined;
    },
    { what: 'a task' },
  );
  expect(task!.title).toBe('动议');
  const answered = await fetch(`${url}/api/tasks/${task!.id}/answers`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': 'first-answer',
    },
    body: JSON.stringify({ content: { answer: 'agreed' } }),
  });
  expect(answered.status).toBe(201);
  const officer = await tokenOf('经办人');
  const stages = async () =>
    (await get<{ visits: { stage: string; status: string }[] }>(`/api/campaigns/${task!.campaign.id}`, officer)).visits;
  await waitUntil(
    async () => (await stages()).some(({ stage, status }) => stage === 'planConsent' && status === 'open'),
    { what: 'the next stage' },
  );
});

it('the letter about it is on the mail page', async () => {
  const [, page = ''] = /邮件页面：(http\S+)/.exec(service.said()) ?? [];
  const listed = async () => (await fetch(page)).text();
  await waitUntil(async () => (await listed()).includes('动议'), { what: 'the letter is listed' });
});

it('a second start on the same folder says who holds it; a folder that was never started says so', async () => {
  const second = await xuanxian(['up'], env);
  expect(second.code).toBe(1);
  expect(second.out + second.err).toContain(String(service.child.pid));
  const nowhere = await xuanxian(['token', '--as', '经办人'], { XUANXIAN_DATA: join(data, 'nowhere') });
  expect(nowhere.code).toBe(2);
});

it('after kill -9 the next start cleans up its own leftovers and goes on with the same campaign', async () => {
  const [, before] = /\/api\/campaigns\/([0-9a-f]+)/.exec(service.said()) ?? [];
  service.child.kill('SIGKILL');
  await service.ended;
  service = startService(['up'], env);
  url = (await service.says(ready))[1]!;
  await service.says(/演示人员/);
  expect(service.said()).toContain('遗留');
  expect(service.said()).toContain(before!);
  await service.says(/Ctrl-C/);
  expect(readdirSync(data)).toContain('postgres');
});
