import { spawn } from 'node:child_process';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder, type Account } from './postgres-account';
import type { PostgresBinaries } from './postgres-binaries';

/** The major version that made the cluster in this folder; `undefined` when there is none yet. */
export function majorOf(cluster: string): number | undefined {
  const file = join(cluster, 'PG_VERSION');
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(
      `数据库文件夹 ${cluster} 属于另一个系统账户（可能是以 root 身份创建的），当前用户无法读取。请用同一账户运行，或换一个数据文件夹。\n` +
        `The database folder ${cluster} belongs to another account (made as root, perhaps). Run as that account, or use another data folder.`,
      { cause: error },
    );
  }
}

/** What a cluster is made from. */
export interface ClusterSettings {
  dir: string;
  binaries: PostgresBinaries;
  account: Account | undefined;
  throwaway: boolean;
}

/**
 * Where the cluster of `dir` really is; made when there is none. It gets its name only when it is whole, so a launcher killed half-way
 * leaves nothing that looks finished.
 *
 * @throws with the words of `initdb`.
 */
export async function createCluster({ dir, binaries, account, throwaway }: ClusterSettings): Promise<string> {
  const place = join(dir, 'cluster');
  if (existsSync(place)) return realpathSync(place);
  const unfinished = join(dir, 'cluster.new');
  if (existsSync(unfinished)) rmSync(realpathSync(unfinished), { recursive: true, force: true });
  rmSync(unfinished, { recursive: true, force: true });

  const folder = privateFolder(unfinished, account);
  const attempts = locales(binaries.major).map((locale) => {
    const args = [
      '-D',
      folder,
      '-U',
      'xuanxian',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--no-instructions',
      ...locale,
      ...(throwaway ? ['--no-sync'] : []),
    ];
    return () => failureOf(join(binaries.bin, 'initdb'), args, account);
  });
  const failures: string[] = [];
  for (const attempt of attempts) {
    const failure = await attempt();
    if (failure === undefined) {
      renameSync(unfinished, place);
      flush(dir);
      return realpathSync(place);
    }
    failures.push(failure);
  }
  throw new Error(`PostgreSQL could not make a cluster in ${dir}:\n${failures.join('\n')}`);
}

/** Text is ordered by its bytes everywhere; C.UTF-8 adds letters beyond ASCII to upper() and lower() where the system has it. */
function locales(major: number): string[][] {
  if (major >= 17) return [['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']];
  return [['--locale=C.UTF-8'], ['--locale=C']];
}

/** Runs a program to its end; undefined when all was well, else what it said. */
function failureOf(program: string, args: string[], account: Account | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: '/',
      env: initdbEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      ...account,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', ({ message }) => resolve(message));
    child.on('close', (code) => resolve(code === 0 ? undefined : said.trim() || `initdb: ${code}`));
  });
}

function initdbEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], TZ: 'UTC', LC_MESSAGES: 'C' };
}

/** The new name must be on disk before anything in it is promised to anybody. */
function flush(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
