import { join } from 'node:path';
import { rehearsalNamespace } from '../../bin/rehearsal/world';
import { keywordAttributes } from '../../bin/searchAttributes';
import { startPostgres } from '../../engine/postgres';
import { startTemporal } from '../../engine/temporal';
import { throwawayFolder } from '../../engine/throwaway-folder';
import { findTemporal } from '../../engine/temporal-binary';

/**
 * One PostgreSQL cluster and one rehearsal engine for all tests of a project, thrown away afterwards (also when Jest is killed). Each
 * test has databases, queues and ids of its own on them (test/fixtures/servers.ts).
 */
export default async function start(): Promise<void> {
  const program = await findTemporal({ cache: join(__dirname, '../../.xuanxian/engine') });
  const [postgres, engine] = await Promise.all([
    startPostgres({ dir: throwawayFolder('test-records'), throwaway: true }),
    startTemporal({
      program,
      inMemory: true,
      namespace: rehearsalNamespace,
      rehearsal: true,
      searchAttributes: keywordAttributes,
    }),
  ]);
  process.env['XUANXIAN_TEST_DATABASE'] = postgres.url('DATABASE');
  process.env['XUANXIAN_TEST_ENGINE'] = engine.address;
  globalThis.xuanxianServers = { stop: async () => void (await Promise.all([engine.stop(), postgres.stop()])) };
}

declare global {
  var xuanxianServers: { stop(): Promise<void> } | undefined;
}
