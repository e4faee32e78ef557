import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { engineChecks } from '../api/health';
import { sendThrough } from '../api/nudge';
import { startApi, type Running } from '../api/server';
import type { Keys } from '../api/authentication';
import { openTransport } from '../activities/mail/transport';
import { createMailroom } from '../activities/mailroom';
import type { Signer } from '../records/anchors';
import type { Records } from '../records/database';
import type { IdentityKey } from '../records/identity';
import { mailroomId, mailroomWorkflow, taskQueue } from '../workflows/names';
import { createWorker } from './worker';

export interface EngineAt {
  readonly address: string;
  readonly namespace: string;
}

/**
 * The log of a process: one line a fact, without tokens, identity numbers or anything of a ballot.
 *
 * @param file where it goes; standard output without one
 */
export const openLog = (name: string, file?: string): Logger =>
  pino(
    {
      name,
      level: process.env['LOG_LEVEL'] ?? 'info',
      redact: ['*.authorization', '*.token', '*.credential', '*.identityNumber'],
    },
    pino.destination({ dest: file ?? 1, mkdir: true, sync: false }),
  );

/** A client of the engine, and the connection to close after it. */
export async function openClient({
  address,
  namespace,
}: EngineAt): Promise<{ client: Client; close: () => Promise<void> }> {
  const connection = await Connection.connect({ address });
  return { client: new Client({ connection, namespace }), close: () => connection.close() };
}

export interface WorkerProcess {
  readonly db: Records;
  readonly engine: EngineAt;
  readonly signer: Signer;
  readonly smtpUrl: string;
  readonly from: string;
  readonly publicUrl: string;
  readonly log: Logger;
}

export interface RunningWorker extends Running {
  /** What `/readyz` of the worker asks besides the database. */
  readonly ready: Readonly<Record<'engine' | 'worker', () => Promise<void>>>;
}

/** Runs the worker of this code version, and sees that the mailroom is open on its queue. */
export async function runWorker({
  db,
  engine,
  signer,
  smtpUrl,
  from,
  publicUrl,
  log,
}: WorkerProcess): Promise<RunningWorker> {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', ({ level, message }) =>
      level === 'ERROR' ? log.error(message) : log.warn(message),
    ),
    // Of the engine's library too, so that a line of the log is a line of the log.
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'WARN' }), forward: {} } },
  });
  const connection = await NativeConnection.connect({ address: engine.address });
  const transport = openTransport(smtpUrl);
  const more = createMailroom({ db, transport, from, publicUrl });
  const worker = await createWorker({ connection, namespace: engine.namespace, db, signer, more });
  const ended = worker.run();
  const { client, close } = await openClient(engine);
  await openMailroom(client);
  await close();
  return {
    url: '',
    ready: {
      engine: async () => void (await connection.workflowService.getSystemInfo({})),
      worker: async () => {
        const state = worker.getState();
        if (state !== 'RUNNING') throw new Error(`the worker is ${state}`);
      },
    },
    stop: async () => {
      worker.shutdown();
      await ended;
      transport.close();
      await connection.close();
    },
  };
}

/** The one mailroom, on this version's queue. One on an older queue has no worker left and is taken over. */
async function openMailroom(client: Client): Promise<void> {
  const queue = taskQueue();
  const known = await client.workflow
    .getHandle(mailroomId)
    .describe()
    .catch(() => undefined);
  await client.workflow.start(mailroomWorkflow, {
    workflowId: mailroomId,
    taskQueue: queue,
    args: [],
    workflowIdConflictPolicy: known && known.taskQueue !== queue ? 'TERMINATE_EXISTING' : 'USE_EXISTING',
    staticSummary: '收发室：发送排队的邮件',
  });
}

export interface ApiProcess {
  readonly db: Records;
  readonly engine: EngineAt;
  readonly keys: Keys;
  readonly identityKey?: IdentityKey;
  readonly port: number;
  readonly host?: string;
  readonly relayMs?: number;
  readonly log: Logger;
}

/** Serves the API; it is up as soon as it listens, and ready when database, engine and worker are. */
export async function runApi({
  db,
  engine,
  keys,
  identityKey,
  port,
  host,
  relayMs,
  log,
}: ApiProcess): Promise<Running> {
  const { client, close } = await openClient(engine);
  const api = await startApi({
    db,
    keys,
    ...(identityKey ? { identityKey } : {}),
    send: sendThrough(client),
    ready: engineChecks(client),
    port,
    ...(host ? { host } : {}),
    ...(relayMs ? { relayMs } : {}),
    log,
  });
  return {
    url: api.url,
    stop: async () => {
      await api.stop();
      await close();
    },
  };
}

/** Resolves at the first Ctrl-C or TERM. */
export const askedToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
