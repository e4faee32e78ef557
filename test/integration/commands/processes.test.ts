import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { sendThrough } from '../../../api/nudge';
import { embeddedParts, type Context } from '../../../bin/embedded';
import { root } from '../../../bin/root';
import { freePort } from '../../../engine/ports';
import { startTemporal, type Temporal } from '../../../engine/temporal';
import { findTemporal } from '../../../engine/temporal-binary';
import { waitUntil } from '../../../engine/wait-until';
import { randomId } from '../../../records/digest';
import { taskQueue } from '../../../workflows/names';
import { databaseUrl, giveBackRecords, newRecords } from '../../fixtures/servers';

/** The commands of production against an engine that was set up by somebody else and knows nothing of ours. */
const namespace = 'theirs';
let folder: string;
let engine: Temporal;
let db: Awaited<ReturnType<typeof newRecords>>;
let startEngine: () => Promise<Temporal>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuanxian-test-'));
  chmodSync(folder, 0o711);
  const program = await findTemporal({ cache: join(root, '.xuanxian', 'engine') });
  const [port, uiPort] = [await freePort(), await freePort()];
  const dir = join(folder, 'engine');
  startEngine = () => startTemporal({ program, dir, namespace, rehearsal: false, searchAttributes: {}, port, uiPort });
  [engine, db] = await Promise.all([startEngine(), newRecords('2026-03-02T01:00:00.000Z')]);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await engine.stop();
  await giveBackRecords(db);
  rmSync(folder, { recursive: true });
});

/** Runs a command of the source as it stands in a process of its own, as a container would. */
function run(command: 'migrate' | 'worker', more: NodeJS.ProcessEnv = {}) {
  const module = JSON.stringify(join(root, 'bin', 'commands', `${command}.ts`));
  const script = `require(${module}).${command}([]).then(process.exit)`;
  const child = spawn(process.execPath, ['-r', join(root, 'test', 'fixtures', 'typescript.cjs'), '-e', script], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl(db.called),
      TEMPORAL_ADDRESS: engine.address,
      TEMPORAL_NAMESPACE: namespace,
      ...more,
    },
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { child, said: () => said, ended: once(child, 'exit').then(([code]) => code as number) };
}

it('migrate and up teach a foreign engine what it must know, at once or again, and it then takes campaigns', async () => {
  const connection = await Connection.connect({ address: engine.address });
  const send = sendThrough(new Client({ connection, namespace }));
  const take = () =>
    send({ campaign: randomId(), title: 't', starts: true, department: 'd', plan: 'p', queue: taskQueue() });
  await expect(take()).rejects.toThrow(
    expect.objectContaining({ cause: expect.objectContaining({ code: 3 }) as Error }) as Error,
  );

  const upgrade = embeddedParts.find(({ name }) => name === '升级')!;
  const command = run('migrate');
  await upgrade.start({ db, engine: { address: engine.address, namespace } } as unknown as Context);
  expect([await command.ended, command.said()]).toEqual([0, expect.stringContaining('0 项')]);
  await take();
  expect(await run('migrate').ended).toBe(0);
  await connection.close();
}, 120_000);

it('a worker says that it lives, whether it works, and what it lacks', async () => {
  const key = join(folder, 'anchor.pem');
  writeFileSync(key, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const port = await freePort();
  const worker = run('worker', {
    XUANXIAN_PORT: String(port),
    XUANXIAN_HOST: '127.0.0.1',
    XUANXIAN_ANCHOR_KEY_FILE: key,
    XUANXIAN_PUBLIC_URL: 'https://xuanxian.example.invalid',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: '选贤 <xuanxian@example.invalid>',
  });
  const ask = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    return answer && { status: answer.status, body: await answer.json() };
  };
  await waitUntil(
    () => {
      if (worker.child.exitCode !== null) throw new Error(`the worker ended: ${worker.said()}`);
      return ask('/healthz');
    },
    { what: 'the worker to answer', withinMs: 60_000, everyMs: 200 },
  );
  expect(await ask('/healthz')).toEqual({ status: 200, body: { status: 'ok' } });
  const well = { status: 200, body: { status: 'ok', checks: { database: 'ok', engine: 'ok', worker: 'ok' } } };
  expect(await ask('/readyz')).toEqual(well);

  await engine.stop();
  expect(await ask('/readyz')).toMatchObject({
    status: 503,
    body: { checks: { database: 'ok', engine: 'unavailable' } },
  });
  expect((await ask('/healthz'))?.status).toBe(200);

  engine = await startEngine();
  await waitUntil(async () => (await ask('/readyz'))?.status === 200, {
    what: 'the worker to be ready again',
    everyMs: 200,
  });
  worker.child.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
}, 120_000);
