import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity';
import { waitUntil } from './wait-until';

/** How a server is started: what runs, as whom, and where its words go. */
export interface ServerCommand {
  program: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Appended to; what it says is quoted when the server does not come up. */
  logFile: string;
  /** Another account than our own, when we are root. */
  account?: { uid: number; gid: number } | undefined;
}

/** A server that runs beside us and goes on when we die. */
export interface ServerProcess {
  pid: number;
  /** Whether it has ended, whoever ended it. */
  ended(): boolean;
  /** Asks with `signal`, waits, and kills it when patience (milliseconds) is over. */
  stop(signal: NodeJS.Signals, patienceMs: number): Promise<void>;
}

/**
 * Starts a server in a session of its own, so that Ctrl-C in the terminal reaches the launcher alone and the launcher decides the order.
 *
 * @throws when the program cannot be executed.
 */
export async function startServerProcess(command: ServerCommand): Promise<ServerProcess> {
  const log = openSync(command.logFile, 'a', 0o640);
  try {
    const child = spawn(command.program, command.args, {
      cwd: '/',
      detached: true,
      env: command.env,
      stdio: ['ignore', log, log],
      ...(command.account ? { uid: command.account.uid, gid: command.account.gid } : {}),
    });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    return ours(child);
  } finally {
    closeSync(log);
  }
}

function ours(child: ChildProcess): ServerProcess {
  const pid = child.pid as number;
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async (signal: NodeJS.Signals, patienceMs: number) => {
    if (ended()) return;
    child.ref();
    const exit = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const kill = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await exit;
    clearTimeout(kill);
  };
  return { pid, ended, stop };
}

/** Ends exactly this process: asks with `signal`, and kills it when patience (milliseconds) is over. Nothing when it is gone. */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals, patienceMs: number): Promise<void> {
  const gone = () => !isAlive(identity);
  const send = (what: NodeJS.Signals) => {
    try {
      if (!gone()) process.kill(identity.pid, what);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  send(signal);
  const ended = waitUntil(gone, { what: `process ${identity.pid} to end`, withinMs: patienceMs }).then(
    () => true,
    () => false,
  );
  if (await ended) return;
  send('SIGKILL');
  await waitUntil(gone, { what: `process ${identity.pid} to end after being killed` });
}

/** A server that an earlier launcher left running, taken over; `undefined` when no process has this pid. */
export function adoptServerProcess(pid: number): ServerProcess | undefined {
  const identity = identityOf(pid);
  return (
    identity && {
      pid,
      ended: () => !isAlive(identity),
      stop: (signal, patienceMs) => endProcess(identity, signal, patienceMs),
    }
  );
}

/** The last lines of a log, for an error message; empty when there is none. */
export function lastLines(logFile: string, count = 12): string {
  try {
    return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}
