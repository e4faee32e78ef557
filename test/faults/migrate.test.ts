import { Worker } from '@temporalio/worker';
import { migrateCampaigns } from '../../bin/migrateCampaigns';
import { createWorker } from '../../bin/worker';
import { rehearsalNamespace, type Stage, type World } from '../../bin/rehearsal/world';
import { sendThrough } from '../../api/nudge';
import { randomId } from '../../records/digest';
import { campaignExecution } from '../../workflows/names';
import { fixtureBundle, productBundle } from '../fixtures/bundles';
import { equalRun } from '../fixtures/equalRun';
import { playHere } from '../fixtures/playHere';
import { playOnEngine } from '../fixtures/playOnEngine';
import { scriptCalled, scriptNames } from '../fixtures/scripts';
import { say } from '../fixtures/seed';
import { sharedStage } from '../fixtures/servers';

let stage: Stage;
beforeAll(async () => void (stage = await sharedStage()));
afterAll(() => stage.stop());

/** A worker of "the next code version": other commands for the same effects, on a queue of its own. */
async function nextVersion({ db, signer }: World): Promise<{ queue: string; stop(): Promise<void> }> {
  const queue = `next-${randomId()}`;
  const bundle = await fixtureBundle({ reordered: true });
  const worker = await createWorker({
    connection: stage.native,
    namespace: rehearsalNamespace,
    db,
    signer,
    queue,
    bundle,
    sticky: '1s',
  });
  const running = worker.run();
  return { queue, stop: async () => (worker.shutdown(), running) };
}

it.each(scriptNames)('moves %s half-way to code that cannot replay what the old code did', async (name) => {
  const script = scriptCalled(name);
  const uncut = await playHere(script);
  const half = Math.ceil(script.scenario.acts.length / 2);
  let steps = 0;
  let next: Awaited<ReturnType<typeof nextVersion>> | undefined;
  let history: unknown;
  const moved = await playOnEngine(stage, script, {
    afterEach: async (campaign, world) => {
      if (++steps !== half) return;
      const { db, client } = world;
      history = await client.workflow.getHandle(campaignExecution(campaign)).fetchHistory();
      next = await nextVersion(world);
      const { queue } = next;
      expect(await migrateCampaigns({ db, client, queue })).toBe(1);
      expect(await migrateCampaigns({ db, client, queue })).toBe(0);
      // A look that was already on its way when the campaign was moved still carries the old queue.
      const row = await db.selectFrom('campaign').selectAll().where('id', '=', campaign).executeTakeFirstOrThrow();
      expect(row.moved_to).toBe(queue);
      const owed = { campaign, title: row.title, starts: false, department: row.department_id, plan: row.plan_id };
      await sendThrough(client)({ ...owed, queue: 'old' });
    },
    ended: async (campaign, { client }) => {
      const { taskQueue } = await client.workflow.getHandle(campaignExecution(campaign)).describe();
      expect(taskQueue).toBe(next!.queue);
      await next!.stop();
    },
  });
  say(`${name}: moved after step ${half}`);
  equalRun(moved.course, uncut.course);

  await Worker.runReplayHistory({ workflowBundle: await productBundle() }, history);
  const replayed = Worker.runReplayHistory({ workflowBundle: await fixtureBundle({ reordered: true }) }, history);
  await expect(replayed).rejects.toThrow(/^Replay failed/);
});

it('moves what is suspended and what is on probation after a cancellation, starts what the engine never knew, and leaves what has ended', async () => {
  const script = scriptCalled('skeleton');
  await playOnEngine(stage, script, {
    ended: async (campaign, { db, client }) => {
      const queue = `next-${randomId()}`;
      expect(await migrateCampaigns({ db, client, queue })).toBe(0);
      const row = await db.selectFrom('campaign').selectAll().where('id', '=', campaign).executeTakeFirstOrThrow();
      const more = ['running', 'suspended', 'cancelled', 'cancelled'] as const;
      const ids = more.map(() => randomId());
      await db
        .insertInto('campaign')
        .values(more.map((status, index) => ({ ...row, id: ids[index]!, status })))
        .execute();
      const visit = {
        id: randomId(),
        campaign_id: ids[2]!,
        stage: 'probation',
        plan_version: 1,
        status: 'open' as const,
      };
      await db
        .insertInto('visit')
        .values({ ...visit, entered_at: row.started_at })
        .execute();
      expect(await migrateCampaigns({ db, client, queue })).toBe(3);
      for (const id of ids.slice(0, 3)) {
        const { taskQueue, status } = await client.workflow.getHandle(campaignExecution(id)).describe();
        expect([taskQueue, status.name]).toEqual([queue, 'RUNNING']);
        await client.workflow.getHandle(campaignExecution(id)).terminate('the test is over');
      }
      await expect(client.workflow.getHandle(campaignExecution(ids[3]!)).describe()).rejects.toThrow(/not found/);
    },
  });
});
