import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  type Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { sendThrough, type Send } from '../../api/nudge';
import { startApi, type Running } from '../../api/server';
import { createKeyring, type Keyring } from '../keyring';
import { findTemporal } from '../../engine/temporal-binary';
import { startPostgres } from '../../engine/postgres';
import { startTemporal } from '../../engine/temporal';
import { throwawayFolder } from '../../engine/throwaway-folder';
import type { Signer } from '../../records/anchors';
import { migrateRecords, openRecords, type Records } from '../../records/database';
import { emptyRecords, installRehearsalClock } from '../../records/rehearsalClock';
import { keywordAttributes } from '../searchAttributes';
import type { Busy } from './virtualTime';
import { createWorker } from '../worker';

/** Servers of a rehearsal's own, thrown away afterwards; several rehearsals may follow each other on them. */
export interface Stage {
  readonly databaseUrl: (name: string) => string;
  newDatabase(starts: string): Promise<Records>;
  readonly address: string;
  readonly connection: Connection;
  readonly native: NativeConnection;
  stop(): Promise<void>;
}

export const rehearsalNamespace = 'rehearsal';
let databases = 0;

export async function buildStage({ cache, say }: { cache: string; say?: (line: string) => void }): Promise<Stage> {
  Runtime.install({
    logger: new DefaultLogger('ERROR', ({ message, meta }) =>
      process.stderr.write(
        `${message} ${JSON.stringify(meta ?? {}, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}\n`,
      ),
    ),
    // What the engine's library says goes the same way: standard output is the story's, or the JSON's.
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
  });
  const program = await findTemporal({ cache, ...(say ? { say } : {}) });
  const [postgres, engine] = await Promise.all([
    startPostgres({ dir: throwawayFolder('records'), throwaway: true }),
    startTemporal({
      program,
      inMemory: true,
      namespace: rehearsalNamespace,
      rehearsal: true,
      searchAttributes: keywordAttributes,
    }),
  ]);
  const [connection, native] = await Promise.all([
    Connection.connect({ address: engine.address }),
    NativeConnection.connect({ address: engine.address }),
  ]);
  return {
    databaseUrl: (name) => postgres.url(name),
    newDatabase: async (starts) => {
      const name = `rehearsal_${++databases}`;
      await postgres.ensureDatabase(name);
      const db = openRecords(postgres.url(name));
      await migrateRecords(db);
      await installRehearsalClock(db, starts);
      return db;
    },
    address: engine.address,
    connection,
    native,
    stop: async () => {
      await connection.close();
      await native.close();
      await Promise.all([engine.stop(), postgres.stop()]);
    },
  };
}

/** A database, a worker and an API for one rehearsal, and then for the next. */
export interface World {
  readonly db: Records;
  readonly client: Client;
  readonly url: string;
  readonly keyring: Keyring;
  readonly signer: Signer;
  readonly worker: Worker;
  readonly busy: Busy;
  /** Forgets everything, and begins at another instant. */
  anew(starts: string): Promise<void>;
  stop(): Promise<void>;
}

export interface WorldSettings {
  readonly starts: string;
  readonly queue: string;
  readonly bundle?: WorkflowBundleOption;
  /** What becomes of a look that is sent; a test loses some. */
  readonly through?: (send: Send) => Send;
  readonly relayMs?: number;
}

export async function buildWorld(
  stage: Stage,
  { starts, queue, bundle, through = (send) => send, relayMs = 200 }: WorldSettings,
): Promise<World> {
  const db = await stage.newDatabase(starts);
  const client = new Client({ connection: stage.connection, namespace: rehearsalNamespace });
  const signer: Signer = { privateKey: generateKeyPairSync('ed25519').privateKey };
  const keyring = await createKeyring();
  const worker = await createWorker({
    connection: stage.native,
    namespace: rehearsalNamespace,
    db,
    signer,
    queue,
    sticky: '1s',
    ...(bundle ? { bundle } : {}),
  });
  const running = worker.run();
  const send = sendThrough(client);
  const throughIt = through((owed) => send({ ...owed, queue }));
  const sent = new Map<string, number>();
  const api: Running = await startApi({
    db,
    keys: { issuer: keyring.issuer, jwks: keyring.jwks },
    identityKey: randomBytes(32),
    send: (owed) => {
      sent.set(owed.campaign, (sent.get(owed.campaign) ?? 0) + 1);
      return throughIt(owed);
    },
    port: 0,
    relayMs,
    perMinute: 1_000_000,
  });
  return {
    db,
    client,
    url: `${api.url}/api`,
    keyring,
    signer,
    worker,
    busy: { sends: (campaign) => sent.get(campaign) ?? 0, atWork: () => isAtWork(worker) },
    anew: (instant) => emptyRecords(db, instant),
    stop: async () => {
      await api.stop();
      worker.shutdown();
      await running;
      await db.destroy();
    },
  };
}

function isAtWork(worker: Worker): boolean {
  const { numInFlightWorkflowActivations, numInFlightActivities } = worker.getStatus();
  return numInFlightWorkflowActivations + numInFlightActivities > 0;
}
