import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolderInUse, openDataFolder } from '../../../engine/data-folder';
import { startPostgres } from '../../../engine/postgres';
import { identityOf } from '../../../engine/process-identity';
import { killed, launch, temporaryFolder, tidyUp } from './launched';

afterAll(tidyUp);

it('refuses a second launcher, saying who holds the folder, and is free after release', async () => {
  const folder = join(temporaryFolder(), 'data');
  const first = await openDataFolder(folder);
  const refusal = await openDataFolder(folder).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DataFolderInUse);
  expect(refusal).toMatchObject({ pid: process.pid, folder });
  expect((refusal as Error).message).toContain(String(process.pid));
  first.release();
  (await openDataFolder(folder)).release();
});

it('lets at most one of many that start at once have the folder', async () => {
  const folder = temporaryFolder();
  const all = await Promise.all(Array.from({ length: 4 }, () => launch('contends', folder)));
  expect(all.filter(({ facts }) => facts.holds)).toHaveLength(1);
  await Promise.all(all.map(killed));
});

it('ends what a killed launcher left running, and starts again on the same data', async () => {
  const folder = temporaryFolder();
  const launcher = await launch('holds', folder);
  const pids = launcher.facts.pids ?? [];
  await killed(launcher);
  expect(pids.map((pid) => identityOf(pid) !== undefined)).toEqual([true, true]);

  const said: string[] = [];
  const data = await openDataFolder(folder, (line) => said.push(line));
  expect(pids.map((pid) => identityOf(pid))).toEqual([undefined, undefined]);
  expect(said.join('\n')).toContain('PostgreSQL');

  const postgres = await startPostgres({ dir: join(folder, 'postgres'), throwaway: false });
  await postgres.ensureDatabase('kept');
  await postgres.stop();
  data.release();
});

it('leaves a stranger alone that has got the pid of one of ours', async () => {
  const folder = temporaryFolder();
  const stranger = spawn('sleep', ['600'], { stdio: 'ignore' });
  const gone = { pid: stranger.pid as number, started: 'another boot/1' };
  const launcher = {
    ...gone,
    since: new Date(0).toISOString(),
    processes: [{ ...gone, name: 'old', signal: 'SIGKILL' }],
  };
  mkdirSync(join(folder, 'launchers'));
  writeFileSync(join(folder, 'launchers', `${randomUUID()}.json`), JSON.stringify(launcher));

  (await openDataFolder(folder)).release();
  expect(identityOf(gone.pid)).toBeDefined();
  stranger.kill('SIGKILL');
});
