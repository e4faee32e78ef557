import { Router, type Response } from 'express';
import { sql } from 'kysely';
import type { Client } from '@temporalio/client';
import { taskQueue } from '../workflows/names';
import type { Settings } from './settings';

/** `/healthz`: this process answers. `/readyz`: so does everything that it needs. */
export function health({ db, ready = {} }: Pick<Settings, 'db' | 'ready'>): Router {
  const router = Router();
  router.get('/healthz', (_request, response: Response) => void response.json({ status: 'ok' }));
  router.get('/readyz', async (_request, response: Response) => {
    const checks = { database: () => sql`select 1`.execute(db).then(() => undefined), ...ready };
    const found = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await within(check())] as const),
    );
    const ok = found.every(([, state]) => state === 'ok');
    response.status(ok ? 200 : 503).json({ status: ok ? 'ok' : 'unavailable', checks: Object.fromEntries(found) });
  });
  return router;
}

const patienceMs = 3000;

/** What went wrong may name addresses of the inside, so only whether it answers is said. */
async function within(check: Promise<void>): Promise<'ok' | 'unavailable'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'unavailable'>((resolve) => (timer = setTimeout(() => resolve('unavailable'), patienceMs)));
  try {
    return await Promise.race([
      check.then(
        () => 'ok' as const,
        () => 'unavailable' as const,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}

/** What the API needs of the engine: that it answers, and that somebody works on this code version's queue. */
export function engineChecks(client: Client): Record<'engine' | 'worker', () => Promise<void>> {
  return {
    engine: async () => void (await client.workflowService.getSystemInfo({})),
    worker: async () => {
      const { pollers } = await client.workflowService.describeTaskQueue({
        namespace: client.options.namespace,
        taskQueue: { name: taskQueue() },
        taskQueueType: 1, // workflow tasks
      });
      if (!pollers?.length) throw new Error('nobody polls the queue');
    },
  };
}
