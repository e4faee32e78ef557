import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process named so that a later one which got the same pid is told apart. */
export interface ProcessIdentity {
  pid: number;
  /** When it started, in the words of the operating system: only good for comparing. */
  started: string;
}

/** The identity of a process that is alive now; `undefined` when there is none with this pid. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? startedOnLinux(pid) : startedElsewhere(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether exactly this process, not a later one with its pid, is still alive. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.started === identity.started;
}

/**
 * The 22nd field of /proc/PID/stat, ticks since boot, after the boot it counts from. The name in brackets may hold spaces and
 * brackets itself, so fields are counted from the last bracket. A zombie has ended; it only waits to be noticed.
 */
function startedOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  } catch {
    return undefined;
  }
}

function startedElsewhere(pid: number): string | undefined {
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    return started.trim() || undefined;
  } catch {
    return undefined;
  }
}
