import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { startOf } from '../api/nudge';
import type { Records } from '../records/database';
import { abreast } from './abreast';
import { campaignExecution, campaignWorkflow, taskQueue } from '../workflows/names';

/** How many are moved side by side. */
const hands = 10;

/**
 * Moves every campaign that still has something to walk onto the queue of this code version: its execution there is ended and another
 * begins under the same id, from the rows. May be repeated, stopped half-way and run again: what is there already stays. The row says
 * first where the campaign belongs, so that a look that is sent meanwhile either finds the new execution or is ended with the old one.
 *
 * @returns how many were moved
 * @throws AggregateError when some could not be; the others were
 */
export async function migrateCampaigns({
  db,
  client,
  queue = taskQueue(),
}: {
  db: Records;
  client: Client;
  queue?: string;
}): Promise<number> {
  const campaigns = await unfinished(db);
  const failures: unknown[] = [];
  let moved = 0;
  const moveIt = async (campaign: Unfinished) => {
    try {
      if (await move({ db, client, queue }, campaign)) moved++;
    } catch (failure) {
      failures.push(failure);
    }
  };
  await abreast(campaigns, moveIt, hands);
  if (failures.length > 0)
    throw new AggregateError(
      failures,
      `${failures.length} 项工作未能移到本版代码，请重新运行 xuanxian migrate · ${failures.length} campaigns could not be moved: ${reasonOf(failures[0])}`,
    );
  return moved;
}

/** Running and suspended campaigns, and cancelled ones whose probations go on. */
const unfinished = (db: Records) =>
  db
    .selectFrom('campaign')
    .select(['id', 'title', 'department_id', 'plan_id'])
    .where(({ or, and, eb, exists, selectFrom }) =>
      or([
        eb('status', 'in', ['running', 'suspended']),
        and([
          eb('status', '=', 'cancelled'),
          exists(
            selectFrom('visit')
              .select('visit.id')
              .whereRef('visit.campaign_id', '=', 'campaign.id')
              .where('visit.status', 'in', ['open', 'stale']),
          ),
        ]),
      ]),
    )
    .orderBy('started_at')
    .execute();

type Unfinished = Awaited<ReturnType<typeof unfinished>>[number];
interface Mover {
  readonly db: Records;
  readonly client: Client;
  readonly queue: string;
}

async function move({ db, client, queue }: Mover, { id, title, department_id, plan_id }: Unfinished): Promise<boolean> {
  await db.updateTable('campaign').set({ moved_to: queue }).where('id', '=', id).execute();
  if ((await queueOf(client, id)) === queue) return false;
  await client.workflow.start(campaignWorkflow, {
    ...startOf({ campaign: id, title, department: department_id, plan: plan_id, queue }),
    workflowIdConflictPolicy: 'TERMINATE_EXISTING',
  });
  return true;
}

/** The queue on which a campaign is being walked; undefined when the engine does not know it, or its execution has ended. */
async function queueOf(client: Client, campaign: string): Promise<string | undefined> {
  try {
    const { status, taskQueue: queue } = await client.workflow.getHandle(campaignExecution(campaign)).describe();
    return status.name === 'RUNNING' ? queue : undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

const reasonOf = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure));
