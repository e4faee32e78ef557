import { openRecords } from '../../records/database';
import { askedToStop, openLog, runWorker } from '../processes';
import { settingsFor, signerFrom } from '../settings';

/** `xuanxian worker`: one worker process; settings from the environment. */
export async function worker(): Promise<number> {
  const env = settingsFor(
    'DATABASE_URL',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_NAMESPACE',
    'XUANXIAN_ANCHOR_KEY_FILE',
    'XUANXIAN_PUBLIC_URL',
    'SMTP_URL',
    'MAIL_FROM',
  );
  const db = openRecords(env.DATABASE_URL, { connections: 20 });
  const running = await runWorker({
    db,
    engine: { address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE },
    signer: signerFrom(env.XUANXIAN_ANCHOR_KEY_FILE),
    smtpUrl: env.SMTP_URL,
    from: env.MAIL_FROM,
    publicUrl: env.XUANXIAN_PUBLIC_URL,
    log: openLog('worker'),
  });
  await askedToStop();
  await running.stop();
  await db.destroy();
  return 0;
}
