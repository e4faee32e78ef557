import { openRecords } from '../../records/database';
import { serveHealth } from '../health';
import { askedToStop, openLog, runWorker } from '../processes';
import { settingsFor, signerFrom } from '../settings';

/** `xuanxian worker`: one worker process, which says on its port whether it is well; settings from the environment. */
export async function worker(): Promise<number> {
  const env = settingsFor(
    'DATABASE_URL',
    'TEMPORAL_ADDRESS',
    'TEMPORAL_NAMESPACE',
    'XUANXIAN_ANCHOR_KEY_FILE',
    'XUANXIAN_PUBLIC_URL',
    'SMTP_URL',
    'MAIL_FROM',
    'XUANXIAN_PORT',
    'XUANXIAN_HOST',
  );
  const log = openLog('worker');
  const db = openRecords(env.DATABASE_URL, { connections: 20 });
  const running = await runWorker({
    db,
    engine: { address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE },
    signer: signerFrom(env.XUANXIAN_ANCHOR_KEY_FILE),
    smtpUrl: env.SMTP_URL,
    from: env.MAIL_FROM,
    publicUrl: env.XUANXIAN_PUBLIC_URL,
    log,
  });
  const answering = await serveHealth({ db, ready: running.ready, port: env.XUANXIAN_PORT, host: env.XUANXIAN_HOST });
  log.info({ url: answering.url }, 'listening');
  await askedToStop();
  await running.stop();
  await answering.stop();
  await db.destroy();
  return 0;
}
