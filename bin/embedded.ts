import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { migrateRecords, openRecords, type Records } from '../records/database';
import type { IdentityKey } from '../records/identity';
import { startMailCatcher } from '../engine/mail-catcher';
import { openDataFolder, type DataFolder } from '../engine/data-folder';
import { portNear } from '../engine/ports';
import { startPostgres } from '../engine/postgres';
import { startTemporal } from '../engine/temporal';
import { findTemporal } from '../engine/temporal-binary';
import type { Part } from '../engine/up';
import { dataFolder } from './dataFolder';
import { createKeyring, type Keyring } from './keyring';
import { migrateCampaigns } from './migrateCampaigns';
import { openClient, openLog, runApi, runWorker, type EngineAt } from './processes';
import { keywordAttributes, registerSearchAttributes } from './searchAttributes';
import { identityKeyFrom, signerFrom } from './settings';

/** What the parts of the embedded default hand to those after them. */
export interface Context {
  folder: DataFolder;
  db: Records;
  engine: EngineAt;
  smtpUrl: string;
  publicUrl: string;
  apiPort: number;
  keyring: Keyring;
  identityKey: IdentityKey;
}
type EmbeddedPart = Part<Context>;

const namespace = 'xuanxian';

/** The data folder is claimed before anything, and freed after everything. */
const folder: EmbeddedPart = {
  name: '数据文件夹',
  start: async (context) => {
    context.folder = await openDataFolder(dataFolder(), (line) => process.stdout.write(`${line}\n`));
    return { stop: () => Promise.resolve(context.folder.release()) };
  },
};

const keys: EmbeddedPart = {
  name: '密钥',
  start: async (context) => {
    const place = join(context.folder.path, 'keys');
    mkdirSync(place, { recursive: true, mode: 0o700 });
    const kept = (name: string, make: () => string | Buffer): Buffer => {
      const file = join(place, name);
      if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
      return readFileSync(file);
    };
    kept('anchor.pem', () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    kept('identity.key', () => randomBytes(32));
    context.identityKey = identityKeyFrom(join(place, 'identity.key'));
    const fresh = await createKeyring();
    const secret = kept('token.jwk', () => JSON.stringify(fresh.secret));
    context.keyring = await createKeyring(JSON.parse(secret.toString('utf8')) as JWK);
    return { stop: () => Promise.resolve() };
  },
};

const database: EmbeddedPart = {
  name: 'PostgreSQL',
  start: async (context) => {
    const given = process.env['DATABASE_URL'];
    const own =
      given === undefined
        ? await startPostgres({
            dir: join(context.folder.path, 'postgres'),
            throwaway: false,
            spawned: (pid) => context.folder.record({ name: 'PostgreSQL', pid, signal: 'SIGINT' }),
          })
        : undefined;
    await own?.ensureDatabase('xuanxian');
    context.db = openRecords(given ?? own!.url('xuanxian'), { connections: 30 });
    return {
      says: [given === undefined ? `PostgreSQL ${own!.major}` : 'PostgreSQL：按 DATABASE_URL'],
      stop: async () => {
        await context.db.destroy();
        await own?.stop();
      },
    };
  },
};

const engine: EmbeddedPart = {
  name: '流程引擎 Temporal',
  start: async (context) => {
    const given = process.env['TEMPORAL_ADDRESS'];
    if (given !== undefined) {
      context.engine = { address: given, namespace: process.env['TEMPORAL_NAMESPACE'] ?? namespace };
      return { says: ['流程引擎：按 TEMPORAL_ADDRESS'], stop: () => Promise.resolve() };
    }
    const program = await findTemporal({
      cache: join(context.folder.path, 'engine'),
      say: (line) => process.stdout.write(`${line}\n`),
    });
    const [port, page] = [await portNear(7233, '流程引擎'), await portNear(8233, '流程引擎页面')];
    const started = await startTemporal({
      program,
      dir: join(context.folder.path, 'temporal'),
      namespace,
      rehearsal: false,
      searchAttributes: keywordAttributes,
      port: port.port,
      uiPort: page.port,
      spawned: (pid) => context.folder.record({ name: 'Temporal', pid, signal: 'SIGTERM' }),
    });
    context.engine = { address: started.address, namespace };
    return { says: [...said(port, page), `流程引擎页面：${started.uiUrl}`], stop: () => started.stop() };
  },
};

const mail: EmbeddedPart = {
  name: '邮件（只收不发）',
  start: async (context) => {
    const [smtp, page] = [await portNear(1025, '邮件'), await portNear(8025, '邮件页面')];
    const catcher = await startMailCatcher({
      smtpPort: smtp.port,
      webPort: page.port,
      dir: join(context.folder.path, 'mail'),
    });
    context.smtpUrl = process.env['SMTP_URL'] ?? catcher.smtpUrl;
    return { says: [...said(smtp, page), `邮件页面：${catcher.webUrl}`], stop: () => catcher.stop() };
  },
};

const migration: EmbeddedPart = {
  name: '升级',
  start: async ({ db, engine: at }) => {
    await migrateRecords(db);
    const { client, close } = await openClient(at);
    await registerSearchAttributes(client);
    const moved = await migrateCampaigns({ db, client });
    await close();
    return { says: moved > 0 ? [`移到本版代码的工作：${moved} 项`] : [], stop: () => Promise.resolve() };
  },
};

const worker: EmbeddedPart = {
  name: '后台进程',
  start: async (context) => {
    const port = await portNear(Number(process.env['XUANXIAN_PORT'] ?? 8080), '接口');
    context.apiPort = port.port;
    context.publicUrl = process.env['XUANXIAN_PUBLIC_URL'] ?? `http://127.0.0.1:${port.port}`;
    const running = await runWorker({
      db: context.db,
      engine: context.engine,
      signer: signerFrom(join(context.folder.path, 'keys', 'anchor.pem')),
      smtpUrl: context.smtpUrl,
      from: '选贤 <xuanxian@localhost.localdomain>',
      publicUrl: context.publicUrl,
      log: openLog('worker', logFile(context.folder)),
    });
    return { says: said(port), stop: () => running.stop() };
  },
};

const api: EmbeddedPart = {
  name: '接口',
  start: async ({ folder: { path }, db, engine: at, keyring, identityKey, apiPort }) => {
    const { issuer, jwks } = keyring;
    const running = await runApi({
      db,
      engine: at,
      keys: { issuer, jwks },
      identityKey,
      port: apiPort,
      log: openLog('api', logFile({ path })),
    });
    return { says: [`接口说明：${running.url}/api/docs`], stop: () => running.stop() };
  },
};

/** Both processes of the embedded default write one log, beside the terminal that people read. */
const logFile = ({ path }: { readonly path: string }): string => join(path, 'logs', 'xuanxian.log');

const said = (...ports: readonly { readonly said?: string }[]): string[] =>
  ports.flatMap((port) => (port.said ? [port.said] : []));

/** Everything the product needs, on this machine, in the order in which it starts. */
export const embeddedParts: readonly EmbeddedPart[] = [folder, keys, database, engine, mail, migration, worker, api];
