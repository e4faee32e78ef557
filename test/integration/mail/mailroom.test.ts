import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { MailReport } from '../../../activities/mailroom';
import { startTemporal, type Temporal } from '../../../engine/temporal';
import { findTemporal } from '../../../engine/temporal-binary';
import { waitUntil } from '../../../engine/wait-until';
import { lookSignal, mailroomId, mailroomWorkflow } from '../../../workflows/names';

let engine: Temporal;
let connection: NativeConnection;
let client: Client;
let worker: Worker;
let running: Promise<void>;
let rounds = 0;
let left = 0;

const idle: MailReport = { sent: 0, refused: 0, postponed: 0, more: false, nextInMs: null };
const workflowsPath = join(__dirname, '../../../workflows/mailroom.ts');

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const program = await findTemporal({ cache: join(__dirname, '../../../.xuanxian/engine') });
  engine = await startTemporal({ program, inMemory: true, rehearsal: true, namespace: 'mail', searchAttributes: {} });
  connection = await NativeConnection.connect({ address: engine.address });
  client = new Client({ connection: await Connection.connect({ address: engine.address }), namespace: 'mail' });
  worker = await Worker.create({
    connection,
    namespace: 'mail',
    taskQueue: 'mail',
    workflowsPath,
    activities: { sendMail: async () => (rounds++, left > 0 ? { ...idle, sent: 1, more: --left > 0 } : idle) },
  });
  running = worker.run();
}, 300_000);

afterAll(async () => {
  worker.shutdown();
  await running;
  await client.connection.close();
  await connection.close();
  await engine.stop();
});

it('wakes at once when asked, goes on while letters are left, and makes way for a successor', async () => {
  const first = await client.workflow.start(mailroomWorkflow, { workflowId: mailroomId, taskQueue: 'mail' });
  await waitUntil(() => rounds === 1, { what: 'the first round' });
  await first.signal(lookSignal);
  // Sooner than the 10 seconds that it would sleep.
  await waitUntil(() => rounds >= 2, { what: 'the round that was asked for', withinMs: 8_000 });

  left = 200;
  await first.signal(lookSignal);
  const successor = await waitUntil(
    async () => {
      const { runId } = await client.workflow.getHandle(mailroomId).describe();
      return runId !== first.firstExecutionRunId && runId;
    },
    { what: 'a successor', withinMs: 100_000, everyMs: 200 },
  );
  await waitUntil(() => left === 0, { what: 'the rest of the letters', withinMs: 60_000 });

  const history = await client.workflow.getHandle(mailroomId, first.firstExecutionRunId).fetchHistory();
  expect(history.events?.length).toBeLessThan(1_020);
  await Worker.runReplayHistory({ workflowsPath }, history, mailroomId);
  await client.workflow.getHandle(mailroomId, successor).terminate('the test is over');
}, 180_000);
