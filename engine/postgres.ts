import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  readdirSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { leaveWill } from './last-will';
import { reachableBinaries, serverAccount, type Account } from './postgres-account';
import { findPostgres } from './postgres-binaries';
import { createCluster, majorOf } from './postgres-cluster';
import { adoptServerProcess, lastLines, startServerProcess, type ServerProcess } from './server-process';
import { waitUntil } from './wait-until';

/** Where a private PostgreSQL keeps its files, and whether they are worth keeping. */
export interface PostgresSettings {
  /** A folder of our own; made when absent. Holds `cluster/` and `postgres.log`. */
  dir: string;
  /** Nothing is flushed to disk, and the whole folder is removed when it stops or when we die. */
  throwaway: boolean;
  /** Told the pid as soon as there is one, long before it answers. */
  spawned?: (pid: number) => void;
}

/** A private PostgreSQL that answers. It listens on a unix socket that only its account (and root) can reach, never on TCP. */
export interface Postgres {
  /** Connection string of a database in it, for `pg`, `psql` and libpq. */
  url(database: string): string;
  /** Makes the database when there is none of this name (UTF-8, byte order). */
  ensureDatabase(database: string): Promise<void>;
  pid: number;
  major: number;
  /** Closes connections, writes everything, ends; a throw-away one just ends and its folder is removed. */
  stop(): Promise<void>;
}

const SUPERUSER = 'xuanxian';
const PORT = 5432;
/** A unix socket's whole path must fit in 104 bytes on every system we run on. */
const LONGEST_SOCKET_FOLDER = 85;

/**
 * Starts the cluster in `dir` (made first when there is none) and waits until it answers. One that an earlier launcher left running
 * there is taken over.
 *
 * @throws with the server's last words when it does not come up, or when no server programs are found.
 */
export async function startPostgres(settings: PostgresSettings): Promise<Postgres> {
  mkdirSync(settings.dir, { recursive: true, mode: 0o700 });
  const dir = realpathSync(settings.dir);
  const account = serverAccount(join(dir, 'cluster'));
  // Closed to others, but the server's account has to pass through it.
  if (account) chmodSync(dir, 0o711);
  const binaries = reachableBinaries(findPostgres(majorOf(join(dir, 'cluster'))), account);
  const cluster = await createCluster({ dir, binaries, account, throwaway: settings.throwaway });
  const logFile = join(dir, 'postgres.log');

  const left = leftRunning(cluster);
  const socket = left?.socket ?? socketFolder(cluster, account);
  const args = ['-D', cluster, '-k', socket, ...configured(settings.throwaway)];
  const program = join(binaries.bin, 'postgres');
  const server =
    left?.server ?? (await startServerProcess({ program, args, env: plainEnvironment(), logFile, account }));
  settings.spawned?.(server.pid);
  const will = settings.throwaway ? leaveWill({ pid: server.pid, folders: [dir, cluster, socket] }) : undefined;

  const url = (database: string) => connectionString(socket, database);
  const stop = async () => {
    // SIGINT: disconnect clients, write everything, end. SIGQUIT: just end, nobody wants the files.
    await server.stop(settings.throwaway ? 'SIGQUIT' : 'SIGINT', 30_000);
    will?.cancel();
    if (socket !== cluster) rmSync(socket, { recursive: true, force: true });
    if (settings.throwaway) removeAll(dir, cluster);
  };
  try {
    await answering(server, url('postgres'), logFile);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url,
    ensureDatabase: (database) => ensureDatabase(url('postgres'), database),
    pid: server.pid,
    major: binaries.major,
    stop,
  };
}

function configured(throwaway: boolean): string[] {
  const common = {
    listen_addresses: '',
    port: PORT,
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const careless = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    wal_level: 'minimal',
    max_connections: 300,
    // In its folder, so that nothing of it stays when it is killed.
    dynamic_shared_memory_type: 'mmap',
    max_wal_senders: 0,
  };
  const careful = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', max_connections: 100 };
  const values = { ...common, ...(throwaway ? careless : careful) };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The socket lies in the cluster itself, which is private anyway, unless its path is too long or has a comma. */
function socketFolder(cluster: string, account: Account | undefined): string {
  if (Buffer.byteLength(cluster) <= LONGEST_SOCKET_FOLDER && !/[,"]/.test(cluster)) return cluster;
  const folder = mkdtempSync(join(tmpdir(), 'xuanxian-socket-'));
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

/**
 * `postmaster.pid` names the server of an earlier launcher: line 1 its pid, line 5 its socket folder. A server works inside its
 * cluster, so a stranger with a reused pid is told apart; its file is then removed, unless processes of the old server linger.
 */
function leftRunning(cluster: string): { server: ServerProcess; socket: string } | undefined {
  const file = join(cluster, 'postmaster.pid');
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const pid = Number(lines[0]);
    const server = adoptServerProcess(pid);
    if (!server) return undefined;
    if (process.platform !== 'linux' || workingFolder(pid) === cluster) return { server, socket: lines[4] as string };
    if (!readdirSync('/proc').some((entry) => workingFolder(Number(entry)) === cluster)) rmSync(file);
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

async function answering(server: ServerProcess, url: string, logFile: string): Promise<void> {
  await waitUntil(
    async () => {
      if (server.ended()) throw new Error(`PostgreSQL did not start:\n${lastLines(logFile)}`);
      return connected(url, async () => true).catch(() => false);
    },
    { what: `PostgreSQL to answer (its log is ${logFile})`, withinMs: 60_000 },
  );
}

async function ensureDatabase(url: string, database: string): Promise<void> {
  await connected(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  });
}

async function connected<T>(url: string, ask: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await ask(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function connectionString(socket: string, database: string): string {
  return `postgresql://${SUPERUSER}@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(socket)}&port=${PORT}`;
}

/** What the person's shell sets for clients (PGDATA, PGPORT, LANG) must not reach the server. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], TZ: 'UTC', LC_MESSAGES: 'C' };
}

function removeAll(dir: string, cluster: string): void {
  // The cluster may be a link to where its account can reach it.
  rmSync(cluster, { recursive: true, force: true });
  rmSync(dir, { recursive: true, force: true });
}
