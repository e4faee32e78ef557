import { execFileSync, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries';

/** The account the server runs as when we are root: PostgreSQL refuses to run as root. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

/** Where root puts what the server's account must reach, when the folder asked for lies behind a closed one such as /root. */
const REACHABLE = '/var/lib/xuanxian';

/**
 * `undefined` when we are an ordinary user, who runs the server himself. As root: the owner of the cluster when there is one, else
 * the account `postgres`, which is made when absent.
 */
export function serverAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = existsSync(cluster) ? statSync(cluster).uid : 0;
  const line =
    passwd((fields) => (owner === 0 ? fields[0] === 'postgres' : Number(fields[2]) === owner)) ?? createAccount();
  return { name: line[0] as string, uid: Number(line[2]), gid: Number(line[3]) };
}

function passwd(wanted: (fields: string[]) => boolean): string[] | undefined {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(wanted);
}

/** Debian and Red Hat have `useradd`; Alpine has busybox's `adduser`. */
function createAccount(): string[] {
  const ways: [string, string[]][] = [
    [
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/bin/false',
        'postgres',
      ],
    ],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres']],
  ];
  for (const [program, args] of ways) {
    spawnSync(program, args, { stdio: 'ignore' });
    const made = passwd((fields) => fields[0] === 'postgres');
    if (made) return made;
  }
  throw new Error(
    '以 root 运行时 PostgreSQL 需要一个普通系统账户，创建 postgres 账户失败。请创建该账户，或以普通用户运行。\n' +
      'PostgreSQL does not run as root and the account "postgres" could not be made. Make it, or run as an ordinary user.',
  );
}

/**
 * Makes `path` a folder that only the account can enter, and returns where it really is: there, or under /var/lib/xuanxian with a link
 * left in its place when the account cannot get there. Folders of others are never opened up for it.
 */
export function privateFolder(path: string, account: Account | undefined): string {
  if (existsSync(path)) return realpathSync(path);
  mkdirSync(path, { mode: 0o700 });
  if (!account) return realpathSync(path);
  chownSync(path, account.uid, account.gid);
  if (allowed(['test', '-w', path], account)) return realpathSync(path);
  mkdirSync(REACHABLE, { recursive: true, mode: 0o755 });
  const elsewhere = mkdtempSync(join(REACHABLE, `${basename(path)}-`));
  chownSync(elsewhere, account.uid, account.gid);
  execFileSync('rmdir', [path]);
  symlinkSync(elsewhere, path);
  return elsewhere;
}

/** Programs the account can execute: where they are, or a copy when they lie behind a closed folder. */
export function reachableBinaries(found: PostgresBinaries, account: Account | undefined): PostgresBinaries {
  if (!account || allowed([join(found.bin, 'postgres'), '--version'], account)) return found;
  const root = join(REACHABLE, `postgresql-${found.major}`);
  const copy = { ...found, root, bin: join(root, basename(found.bin)) };
  if (allowed([join(copy.bin, 'postgres'), '--version'], account)) return copy;
  mkdirSync(REACHABLE, { recursive: true, mode: 0o755 });
  cpSync(found.root, root, { recursive: true, verbatimSymlinks: true, force: true });
  return copy;
}

function allowed([program, ...args]: string[], account: Account): boolean {
  return (
    spawnSync(program as string, args, { cwd: '/', uid: account.uid, gid: account.gid, stdio: 'ignore' }).status === 0
  );
}
