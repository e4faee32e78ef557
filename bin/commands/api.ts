import { openRecords } from '../../records/database';
import { askedToStop, openLog, runApi } from '../processes';
import { identityKeyFrom, settingsFor } from '../settings';

/** `xuanxian api`: one API process; settings from the environment. */
export async function api(): Promise<number> {
  const env = settingsFor(
    'DATABASE_URL',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_NAMESPACE',
    'XUANXIAN_ISSUER',
    'XUANXIAN_JWKS_URL',
    'XUANXIAN_AUDIENCE',
    'XUANXIAN_KEY_FILE',
    'XUANXIAN_PORT',
    'XUANXIAN_HOST',
    'XUANXIAN_RELAY_MS',
  );
  const db = openRecords(env.DATABASE_URL);
  const log = openLog('api');
  const running = await runApi({
    db,
    engine: { address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE },
    keys: { issuer: env.XUANXIAN_ISSUER, jwksUrl: env.XUANXIAN_JWKS_URL, audience: env.XUANXIAN_AUDIENCE },
    identityKey: identityKeyFrom(env.XUANXIAN_KEY_FILE),
    port: env.XUANXIAN_PORT,
    host: env.XUANXIAN_HOST,
    relayMs: env.XUANXIAN_RELAY_MS,
    log,
  });
  log.info({ url: running.url }, 'listening');
  await askedToStop();
  await running.stop();
  await db.destroy();
  return 0;
}
