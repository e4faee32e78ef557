import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity';
import { endProcess } from './server-process';

/** A process that a launcher started and that must not outlive it for ever. */
export interface OwnProcess {
  name: string;
  pid: number;
  /** What asks it to end. */
  signal: NodeJS.Signals;
}

/** What one launcher wrote about itself: who it is, since when, and what it runs. */
interface Launcher extends ProcessIdentity {
  /** ISO 8601. */
  since: string;
  processes: (OwnProcess & ProcessIdentity)[];
}

/** A data folder that this process alone launches from. */
export interface DataFolder {
  path: string;
  /** To be called as soon as a process exists, so that the next launcher can end it if we are killed. */
  record(process: OwnProcess): void;
  /** Everything recorded has been stopped: the folder is free. */
  release(): void;
}

/** Another launcher is alive and works in the same folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
  constructor(
    readonly folder: string,
    readonly pid: number,
    readonly since: string,
  ) {
    super(
      `数据文件夹 ${folder} 正由进程 ${pid} 使用（自 ${since} 起）。请先停止它（在它的终端按 Ctrl-C，或 kill ${pid}），或换一个数据文件夹。\n` +
        `The data folder ${folder} is in use by process ${pid} (since ${since}). Stop that one first (Ctrl-C in its terminal, or kill ${pid}), or use another data folder.`,
    );
  }
}

/** How often a starter that met another one asks again, before it believes that the other one stays. */
const TRIES = 4;
/** A PostgreSQL that closes its connections and writes everything may take this long, in milliseconds. */
const PATIENCE_MS = 30_000;

/**
 * Makes this process the launcher of the folder (made when absent), and ends what a launcher that was killed left running there.
 *
 * @param say hears what was cleaned up.
 * @throws {DataFolderInUse} when somebody else launches from it.
 */
export async function openDataFolder(
  folder: string,
  say: (line: string) => void = () => undefined,
): Promise<DataFolder> {
  const path = resolve(folder);
  const launchers = join(path, 'launchers');
  // Others may pass through, since PostgreSQL runs under an account of its own when we are root; they cannot list it.
  mkdirSync(path, { recursive: true, mode: 0o711 });
  mkdirSync(launchers, { recursive: true, mode: 0o700 });

  const own = await claim(path, launchers);
  for (const { file, launcher } of othersIn(launchers, own.file)) {
    await endLeftovers(launcher, say);
    rmSync(file, { force: true });
  }
  const record = (process: OwnProcess) => {
    const identity = identityOf(process.pid);
    if (!identity) return;
    own.launcher.processes = [...own.launcher.processes.filter(isAlive), { ...process, ...identity }];
    write(own.file, own.launcher);
  };
  return { path, record, release: () => rmSync(own.file, { force: true }) };
}

interface Claim {
  file: string;
  launcher: Launcher;
}

/**
 * Everybody first writes his own file and then looks for others that are alive: whoever sees one withdraws. Of two who start in the
 * same instant both may withdraw, so they ask again after pauses of different length; one that stays is a real holder.
 */
async function claim(path: string, launchers: string): Promise<Claim> {
  const identity = identityOf(process.pid);
  if (!identity) throw new Error('the operating system does not tell when this process started');
  for (let attempt = 1; ; attempt += 1) {
    const own = {
      file: join(launchers, `${randomUUID()}.json`),
      launcher: { ...identity, since: new Date().toISOString(), processes: [] },
    };
    write(own.file, own.launcher);
    const holder = othersIn(launchers, own.file).find(({ launcher }) => isAlive(launcher));
    if (!holder) return own;
    rmSync(own.file, { force: true });
    if (attempt === TRIES) throw new DataFolderInUse(path, holder.launcher.pid, holder.launcher.since);
    await pause(20 + Math.random() * 100);
  }
}

/** Last started, first ended. A recorded pid that now belongs to somebody else is left alone. */
async function endLeftovers(launcher: Launcher, say: (line: string) => void): Promise<void> {
  for (const left of [...launcher.processes].reverse()) {
    if (!isAlive(left)) continue;
    say(
      `上次未正常退出，正在停止遗留的 ${left.name}（进程 ${left.pid}） · ending what the last run left: ${left.name} (process ${left.pid})`,
    );
    await endProcess(left, left.signal, PATIENCE_MS);
  }
}

function othersIn(launchers: string, own: string): Claim[] {
  const files = readdirSync(launchers)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(launchers, name));
  return files
    .filter((file) => file !== own)
    .flatMap((file) => {
      try {
        return [{ file, launcher: JSON.parse(readFileSync(file, 'utf8')) as Launcher }];
      } catch (error) {
        // Withdrawn while we looked.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw new Error(`${file} cannot be read; remove it when no launcher runs`, { cause: error });
      }
    });
}

/** Never seen half-written. */
function write(file: string, launcher: Launcher): void {
  writeFileSync(`${file}.new`, JSON.stringify(launcher), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
