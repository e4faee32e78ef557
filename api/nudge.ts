import { sql } from 'kysely';
import type { Client } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import type { Records } from '../records/database';
import { campaignExecution, campaignWorkflow, lookSignal, searchAttributes, taskQueue } from '../workflows/names';

export interface Owed {
  readonly campaign: string;
  readonly title: string;
  /** The campaign's workflow has never been started. */
  readonly starts: boolean;
  readonly department: string;
  readonly plan: string;
  /** The task queue of the code version that carries it. */
  readonly queue: string;
}

/** What an execution can be found by on the engine's page: whose it is and by which plan, never who is in it. */
const departmentAttribute = defineSearchAttributeKey(searchAttributes.department, SearchAttributeType.KEYWORD);
const planAttribute = defineSearchAttributeKey(searchAttributes.plan, SearchAttributeType.KEYWORD);

/** Brings one look to one campaign. May fail, be repeated, or do nothing: what it announces is a row. */
export type Send = (owed: Owed) => Promise<void>;

const patienceMs = 5000;

/** How a campaign's execution is started, by whomever: its id, its queue, and what people see of it on the engine's page. */
export const startOf = ({ campaign, title, department, plan, queue }: Omit<Owed, 'starts'>) => ({
  workflowId: campaignExecution(campaign),
  taskQueue: queue,
  args: [campaign],
  // So long a task stays with a worker that died before another one takes it; one is done in milliseconds.
  workflowTaskTimeout: '5 s',
  staticSummary: title.slice(0, 100),
  typedSearchAttributes: [
    { key: departmentAttribute, value: department },
    { key: planAttribute, value: plan },
  ],
});

/**
 * Through the engine: the signal, and the start when there is no such execution (the first time, or after the engine lost it:
 * the walk goes on from the rows). An execution that is there is used, never doubled.
 */
export function sendThrough(client: Client): Send {
  return async (owed) => {
    await client.withAbortSignal(AbortSignal.timeout(patienceMs), () =>
      client.workflow.signalWithStart(campaignWorkflow, {
        ...startOf(owed),
        signal: lookSignal,
        signalArgs: [],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
  };
}

/**
 * Delivers the looks that are owed (of one campaign, or of all) and forgets those that nobody owed again meanwhile. Several processes
 * may do it at once: a look that comes twice is harmless. Returns how many were delivered; what could not be stays owed.
 */
export async function deliverOwed(
  db: Records,
  send: Send,
  { campaign, olderThanMs = 0 }: { campaign?: string; olderThanMs?: number } = {},
): Promise<number> {
  const owed = await db
    .selectFrom('owed_look')
    .innerJoin('campaign', 'campaign.id', 'owed_look.campaign_id')
    .select(['campaign_id', 'starts', 'times', 'moved_to', 'title', 'department_id', 'plan_id'])
    .$if(campaign !== undefined, (query) => query.where('campaign_id', '=', campaign!))
    .$if(olderThanMs > 0, (query) =>
      query.where(sql<boolean>`since <= campaign_clock() - ${olderThanMs} * interval '1 millisecond'`),
    )
    .orderBy('since')
    .limit(500)
    .execute();
  const sent = await Promise.allSettled(
    owed.map(async ({ campaign_id, starts, times, moved_to, title, department_id, plan_id }) => {
      await send({
        campaign: campaign_id,
        title,
        department: department_id,
        plan: plan_id,
        starts,
        queue: moved_to ?? taskQueue(),
      });
      await db.deleteFrom('owed_look').where('campaign_id', '=', campaign_id).where('times', '=', times).execute();
    }),
  );
  return sent.filter(({ status }) => status === 'fulfilled').length;
}

/** Delivers what acts just owed without making anybody wait for the engine; `idle` waits for those under way. */
export function nudging(db: Records, send: Send): { nudge: () => void; idle: () => Promise<void> } {
  let again = false;
  let running: Promise<void> | null = null;
  const run = async () => {
    while (again) {
      again = false;
      // Whatever fails here stays owed, and the relay repeats it.
      await deliverOwed(db, send).catch(() => 0);
    }
    running = null;
  };
  return {
    nudge() {
      again = true;
      running ??= run();
    },
    idle: async () => void (await running),
  };
}

/** Repeats lost looks until it is stopped. @param everyMs 5 s, a setting */
export function relay(db: Records, send: Send, everyMs = 5000): { stop(): Promise<void> } {
  let stopped = false;
  let wake: () => void = () => undefined;
  const loop = (async () => {
    while (!stopped) {
      await deliverOwed(db, send).catch(() => 0);
      if (!stopped)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, everyMs);
          wake = () => (clearTimeout(timer), resolve());
        });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      wake();
      await loop;
    },
  };
}
