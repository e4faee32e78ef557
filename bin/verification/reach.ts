import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolderInUse, openDataFolder } from '../../engine/data-folder';
import { startPostgres } from '../../engine/postgres';
import { openRecords, type Records } from '../../records/database';
import { dataFolder } from '../dataFolder';

/** What must be mended on the command line or in the settings first; exit 2. */
export class Unusable extends Error {}

/** The records, however they can be reached; `stop` leaves everything as it was. */
export interface Reached {
  readonly db: Records;
  stop(): Promise<void>;
}

/**
 * By DATABASE_URL; else the embedded default's own PostgreSQL. While `xuanxian up` holds the data folder, its server is used and left
 * running; when nobody does, we hold the folder ourselves and run the server for as long as it is needed.
 */
export async function reachRecords(): Promise<Reached> {
  const url = process.env['DATABASE_URL'];
  if (url) return opened(url, () => Promise.resolve());
  const dir = join(dataFolder(), 'postgres');
  if (!existsSync(join(dir, 'cluster')))
    throw new Unusable(`没有数据库：请设置 DATABASE_URL，或在运行过 npm start 的文件夹里使用（${dir} 中还没有数据）`);
  const folder = await openDataFolder(dataFolder()).catch((error: unknown) => {
    if (error instanceof DataFolderInUse) return undefined;
    throw error;
  });
  if (!folder && !existsSync(join(dir, 'cluster', 'postmaster.pid')))
    throw new Unusable('选贤正在启动或停止，数据库此刻不能用；请稍候再试');
  const spawned = (pid: number) => folder?.record({ name: 'PostgreSQL', pid, signal: 'SIGINT' });
  const postgres = await startPostgres({ dir, throwaway: false, spawned });
  return opened(postgres.url('xuanxian'), async () => {
    if (!folder) return;
    await postgres.stop();
    folder.release();
  });
}

function opened(url: string, stop: () => Promise<void>): Reached {
  const db = openRecords(url, { connections: 2 });
  return {
    db,
    stop: async () => {
      await db.destroy();
      await stop();
    },
  };
}

/** The public half of the key that signs anchors: from a PEM file of either half, or where the service finds its own. */
export function anchorKey(given: string | undefined): KeyObject | undefined {
  const own = join(dataFolder(), 'keys', 'anchor.pem');
  const file = given ?? process.env['XUANXIAN_ANCHOR_KEY_FILE'] ?? (existsSync(own) ? own : undefined);
  if (file === undefined) return undefined;
  try {
    return createPublicKey(readFileSync(file));
  } catch {
    throw new Unusable(`读不出密钥 ${file}：应为 Ed25519 的 PEM 文件`);
  }
}
