import { appendFileSync, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres, type Postgres } from '../../../engine/postgres';
import { identityOf } from '../../../engine/process-identity';
import { waitUntil } from '../../../engine/wait-until';
import { killed, launch, temporaryFolder, tidyUp } from './launched';

afterAll(tidyUp);

async function ask(postgres: Postgres, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: postgres.url('选贤') });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

it('keeps what was written in a durable cluster over a stop and a start', async () => {
  const dir = temporaryFolder();
  const first = await startPostgres({ dir, throwaway: false });
  await first.ensureDatabase('选贤');
  await first.ensureDatabase('选贤');
  await ask(first, `create table 岗位 as select '处长' as 名称`);
  await first.stop();
  expect(identityOf(first.pid)).toBeUndefined();

  const second = await startPostgres({ dir, throwaway: false });
  expect(await ask(second, 'select 名称 from 岗位')).toEqual([{ 名称: '处长' }]);
  const settings = [
    'fsync',
    'full_page_writes',
    'synchronous_commit',
    'timezone',
    'server_encoding',
    'listen_addresses',
  ];
  const current = settings.map((name) => `current_setting('${name}') as ${name}`).join(', ');
  expect(await ask(second, `select ${current}`)).toEqual([
    {
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      timezone: 'UTC',
      server_encoding: 'UTF8',
      listen_addresses: '',
    },
  ]);
  await second.stop();
});

it('takes over a server that is still running in its folder', async () => {
  const dir = temporaryFolder();
  const first = await startPostgres({ dir, throwaway: false });
  const second = await startPostgres({ dir, throwaway: false });
  expect(second.pid).toBe(first.pid);
  await second.stop();
  expect(identityOf(first.pid)).toBeUndefined();
});

it('throws a throw-away cluster away when it stops', async () => {
  const dir = join(temporaryFolder(), 'throwaway');
  const postgres = await startPostgres({ dir, throwaway: true });
  await postgres.ensureDatabase('选贤');
  expect(await ask(postgres, `select current_setting('fsync') as fsync`)).toEqual([{ fsync: 'off' }]);
  await postgres.stop();
  expect(existsSync(dir)).toBe(false);
});

it('works behind a folder that the account of the server cannot enter', async () => {
  const closed = join(temporaryFolder(), 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const postgres = await startPostgres({ dir: join(closed, 'throwaway'), throwaway: true });
  await postgres.ensureDatabase('选贤');
  const cluster = realpathSync(join(closed, 'throwaway', 'cluster'));
  await postgres.stop();
  expect(existsSync(cluster)).toBe(false);
});

it('throws a throw-away cluster away when its launcher is killed', async () => {
  const dir = join(temporaryFolder(), 'throwaway');
  const launcher = await launch('throwsAway', dir);
  await killed(launcher);
  const [pid] = launcher.facts.pids ?? [];
  await waitUntil(() => identityOf(pid as number) === undefined && !existsSync(dir), {
    what: 'the server and its folder to be gone',
  });
});

function existsAtAll(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it('starts after its postmaster was killed', async () => {
  const dir = temporaryFolder();
  const first = await startPostgres({ dir, throwaway: false });
  process.kill(first.pid, 'SIGKILL');
  // PostgreSQL takes a dead process that its parent has not been told of yet for one that lives.
  await waitUntil(() => !existsAtAll(first.pid), { what: 'the postmaster to be gone, and buried' });
  const second = await startPostgres({ dir, throwaway: false });
  expect(second.pid).not.toBe(first.pid);
  await second.stop();
});

it('quotes the server when it does not start', async () => {
  const dir = temporaryFolder();
  const postgres = await startPostgres({ dir, throwaway: false });
  await postgres.stop();
  const configuration = join(dir, 'cluster', 'postgresql.conf');
  appendFileSync(configuration, 'no_such_setting = 1\n');
  await expect(startPostgres({ dir, throwaway: false })).rejects.toThrow(/no_such_setting/);
  expect(readFileSync(join(dir, 'postgres.log'), 'utf8')).toContain('no_such_setting');
});
