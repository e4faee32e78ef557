import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyring } from '../../bin/keyring';
import { PatientHands } from '../fixtures/patientHands';
import { rehearsalNamespace } from '../../bin/rehearsal/world';
import { keywordAttributes } from '../../bin/searchAttributes';
import { freePort } from '../../engine/ports';
import { startPostgres } from '../../engine/postgres';
import { startTemporal } from '../../engine/temporal';
import { findTemporal } from '../../engine/temporal-binary';
import { migrateRecords, openRecords, type Records } from '../../records/database';
import { productBundle } from '../fixtures/bundles';
import { Mortal } from '../fixtures/mortal';

/** Everything as `xuanxian up` runs it: files that survive power loss, worker and API in processes of their own, the real clock. */
export interface Ground {
  readonly db: Records;
  readonly url: string;
  /** A person at the API who comes back when told to. */
  readonly hands: PatientHands;
  tokenFor(person: string): Promise<string>;
  stop(): Promise<void>;
}

export async function layGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'xuanxian-bench-'));
  const program = await findTemporal({ cache: join(__dirname, '../../.xuanxian/engine') });
  const [postgres, engine] = await Promise.all([
    startPostgres({ dir: join(folder, 'records'), throwaway: false }),
    startTemporal({
      program,
      dir: join(folder, 'engine'),
      namespace: rehearsalNamespace,
      rehearsal: false,
      searchAttributes: keywordAttributes,
    }),
  ]);
  await postgres.ensureDatabase('bench');
  const db = openRecords(postgres.url('bench'));
  await migrateRecords(db);
  const bundle = join(folder, 'workflows.js');
  writeFileSync(bundle, (await productBundle()).code);
  const keyring = await createKeyring();
  const port = await freePort();
  const settings = {
    database: postgres.url('bench'),
    engine: engine.address,
    namespace: rehearsalNamespace,
    queue: 'bench',
    bundle,
    port,
    keys: { issuer: keyring.issuer, jwks: keyring.jwks },
    signingKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const parts = [new Mortal('worker', settings), new Mortal('api', settings)];
  await Promise.all(parts.map((part) => part.live()));
  const url = `http://127.0.0.1:${port}/api`;
  return {
    db,
    url,
    hands: new PatientHands(() => url, keyring),
    tokenFor: (person) => keyring.tokenFor(person),
    stop: async () => {
      await Promise.all(parts.map((part) => part.end()));
      await db.destroy();
      await Promise.all([engine.stop(), postgres.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The value below which so many per cent of the values lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)]!;
}
