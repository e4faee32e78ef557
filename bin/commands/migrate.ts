import { migrateRecords, openRecords } from '../../records/database';
import { migrateCampaigns } from '../migrateCampaigns';
import { openClient } from '../processes';
import { registerSearchAttributes } from '../searchAttributes';
import { settingsFor } from '../settings';

/** `xuanxian migrate`: the schema, the engine's search attributes, then running campaigns onto this code. Once a deploy; may be repeated. */
export async function migrate(): Promise<number> {
  const env = settingsFor('DATABASE_URL', 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE');
  const db = openRecords(env.DATABASE_URL);
  const { client, close } = await openClient({ address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE });
  try {
    await migrateRecords(db);
    await registerSearchAttributes(client);
    const moved = await migrateCampaigns({ db, client });
    process.stdout.write(`数据库已是本版；移到本版代码的工作：${moved} 项\n`);
    return 0;
  } finally {
    await close();
    await db.destroy();
  }
}
