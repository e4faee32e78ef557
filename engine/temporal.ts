import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { leaveWill } from './last-will';
import { freePort, isFree } from './ports';
import { lastLines, startServerProcess, type ServerProcess } from './server-process';
import { waitUntil } from './wait-until';

/** How an engine is to be run. */
export type TemporalSettings = Place & {
  /** The program, from `findTemporal`. */
  program: string;
  namespace: string;
  /** Lets virtual time be driven, quickly and exactly. Never for an engine that carries real campaigns. */
  rehearsal: boolean;
  /** Name → type (Keyword, Int, Datetime …). */
  searchAttributes: Readonly<Record<string, string>>;
  /** Loopback ports; any free one when absent. */
  port?: number;
  /** Port of the engine's own web page. A rehearsal has none. */
  uiPort?: number;
  /** Told the pid as soon as there is one, long before it serves. */
  spawned?: (pid: number) => void;
};

/** Where histories are kept, in `temporal.db`; or nowhere, and all is gone when it stops or when we die. */
type Place = { dir: string } | { inMemory: true };

/** An engine that serves: its namespace answers and its search attributes are known. */
export interface Temporal {
  /** host:port, for TEMPORAL_ADDRESS. */
  address: string;
  uiUrl?: string;
  pid: number;
  stop(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/**
 * How long closed executions stay readable, in days. Whatever must last is in our own tables; this is for looking things up on the
 * engine's page, a selection and its year of probation long after the fact.
 */
const RETENTION_DAYS = 3650;

/** In the gRPC health protocol. */
const SERVING = 1;

/**
 * They make a fast-forward allowed, cheap and exact across continue-as-new. A timer costs 0.03 s instead of 1.06 s: the engine
 * would look a second ahead, and for timers no more than twenty times a second, which is little for one that skips from day to day.
 */
const REHEARSAL_VALUES = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="5ms"',
  'history.timerProcessorMaxPollRPS=5000',
  'history.workflowIdReuseMinimalInterval="0s"',
];

/** Any free port may be somebody else's a moment later, the engine's inner ones too: then others are tried. */
const tries = 3;

/**
 * Starts an engine on loopback and waits until its namespace answers.
 *
 * @throws with the engine's last words when it does not come up.
 */
export async function startTemporal(settings: TemporalSettings): Promise<Temporal> {
  for (let left = settings.port === undefined ? tries : 1; ; left--)
    try {
      return await startOnce(settings);
    } catch (error) {
      if (left === 1) throw error;
    }
}

async function startOnce(settings: TemporalSettings): Promise<Temporal> {
  const durable = 'dir' in settings;
  const folder = 'dir' in settings ? settings.dir : mkdtempSync(join(tmpdir(), 'xuanxian-engine-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const dir = realpathSync(folder);
  const logFile = join(dir, 'temporal.log');
  const port = settings.port ?? (await freePort());
  const uiPort = settings.rehearsal ? undefined : (settings.uiPort ?? (await freePort()));

  for (const wanted of [port, uiPort]) {
    // Otherwise somebody else's engine on this port would answer for ours, which is about to give up.
    if (wanted !== undefined && !(await isFree(wanted))) throw new Error(`port ${wanted} of ${LOOPBACK} is taken`);
  }

  const args = commandLine(settings, { port, uiPort, database: durable ? join(dir, 'temporal.db') : undefined });
  const server = await startServerProcess({ program: settings.program, args, env: plainEnvironment(), logFile });
  settings.spawned?.(server.pid);
  const will = durable ? undefined : leaveWill({ pid: server.pid, folders: [dir] });
  const stop = async () => {
    await server.stop(durable ? 'SIGTERM' : 'SIGKILL', 15_000);
    will?.cancel();
    if (!durable) rmSync(dir, { recursive: true, force: true });
  };

  const address = `${LOOPBACK}:${port}`;
  try {
    await serving(server, { address, logFile, settings, durable });
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, pid: server.pid, stop, ...(uiPort === undefined ? {} : { uiUrl: `http://${LOOPBACK}:${uiPort}` }) };
}

function commandLine(
  settings: TemporalSettings,
  where: { port: number; uiPort: number | undefined; database: string | undefined },
): string[] {
  return [
    ...['server', 'start-dev', '--disable-config-file', '--disable-config-env', '--log-level', 'error'],
    ...['--ip', LOOPBACK, '--port', String(where.port), '--namespace', settings.namespace],
    ...(where.uiPort === undefined
      ? ['--headless']
      : ['--ui-ip', LOOPBACK, '--ui-port', String(where.uiPort), '--ui-disable-news-fetch']),
    // Safe at power loss, and twice as fast as the default journal.
    ...(where.database ? ['--db-filename', where.database, ...pragmas('journal_mode=WAL', 'synchronous=FULL')] : []),
    ...Object.entries(settings.searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...(settings.rehearsal ? REHEARSAL_VALUES : []).flatMap((value) => ['--dynamic-config-value', value]),
  ];
}

function pragmas(...values: string[]): string[] {
  return values.flatMap((value) => ['--sqlite-pragma', value]);
}

/** Asked over gRPC: health, then the namespace, whose retention is raised from the day that the engine gives it. */
async function serving(
  server: ServerProcess,
  it: { address: string; logFile: string; settings: TemporalSettings; durable: boolean },
): Promise<void> {
  const { namespace, searchAttributes } = it.settings;
  const connection = Connection.lazy({ address: it.address });
  try {
    await waitUntil(
      async () => {
        if (server.ended()) throw new Error(`the engine did not start:\n${lastLines(it.logFile)}`);
        return connection
          .withDeadline(Date.now() + 1_000, () => ready(connection, namespace, Object.keys(searchAttributes)))
          .catch(() => false);
      },
      { what: `the engine to serve at ${it.address} (its log is ${it.logFile})`, withinMs: 60_000, everyMs: 50 },
    );
    if (it.durable) await keepLong(connection, namespace);
  } finally {
    await connection.close();
  }
}

async function ready(connection: Connection, namespace: string, attributes: string[]): Promise<boolean> {
  const health = await connection.healthService.check({ service: 'temporal.api.workflowservice.v1.WorkflowService' });
  if (Number(health.status) !== SERVING) return false;
  await connection.workflowService.describeNamespace({ namespace });
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return attributes.every((name) => name in customAttributes);
}

async function keepLong(connection: Connection, namespace: string): Promise<void> {
  const workflowExecutionRetentionTtl = msToTs(RETENTION_DAYS * 86_400_000);
  await connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
}

/** The person's own TEMPORAL_* settings are for clients of another server; and the engine must not report home. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: 'UTC', TEMPORAL_VERSION_CHECK_DISABLED: '1' };
}
