import { setTimeout as pause } from 'node:timers/promises';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import type { Records } from '../../records/database';
import { setRehearsalClock, standing, type Standing } from '../../records/rehearsalClock';
import { campaignExecution } from '../../workflows/names';

/** What moves a rehearsal through time. The engine's own (below), or a walker in process. */
export interface VirtualTime {
  /** Waits until everything that has been asked for has been done and only time or an act can change anything. */
  idle(): Promise<void>;
  /** Moves the campaign's clock to an instant and lets everything that falls due happen. */
  stepTo(instant: string): Promise<void>;
}

const patienceMs = 30_000;
/**
 * Virtual time goes a little further than the campaign's: the engine counts a timer from a moment later than ours, and what it has not
 * reached would be waited for in real time. Whatever comes too early looks at the rows and waits on.
 */
const beyondMs = 1000;
/** An engine that has done nothing for so long, though something is due, has lost sight of a timer. */
const lostMs = 25;

/**
 * Virtual time on the real engine. The database's clock is set to the instant; once something falls due, every live execution is
 * fast-forwarded, so that its durable timers fire, look at the rows, and find the instant reached. Timers are lengths, worked out
 * from the database's clock: an execution that was started anew (migrate) needs no bringing back.
 */
export function engineTime({ client, db, busy }: Driven): VirtualTime {
  /** Of each campaign at rest: how many looks had been sent to it, and the instant that its timers count from. */
  const rests = new Map<string, { readonly sent: number | undefined; readonly from: number }>();
  const atRest = (campaign: string): boolean => {
    const rest = rests.get(campaign);
    return rest?.sent !== undefined && rest.sent === busy?.sends(campaign);
  };

  const idle = async (): Promise<Standing> => {
    const until = performance.now() + patienceMs;
    let stillSince: number | undefined;
    let patience = lostMs;
    for (let wait = 2; ; wait = Math.min(busy ? 4 : 50, wait * 2)) {
      if (busy?.atWork()) stillSince = undefined;
      else {
        const stands = await standing(db);
        const woken = stands.campaigns.filter((each) => !atRest(each));
        const sent = new Map(woken.map((campaign) => [campaign, busy?.sends(campaign)]));
        if (!stands.owing && woken.length === 0) return stands;
        const still = !stands.owing && (await allIdle(client, woken));
        // A timer that has just come due may not be the engine's to do yet: what is due must have been done.
        if (still && !(await standing(db)).overdue) {
          for (const campaign of woken) rests.set(campaign, { sent: sent.get(campaign), from: Date.parse(stands.now) });
          return stands;
        }
        stillSince = still ? (stillSince ?? performance.now()) : undefined;
        if (stillSince !== undefined && performance.now() - stillSince > patience) {
          await forward(woken, () => 1);
          stillSince = undefined;
          // Each one has the engine set its timers anew, which takes a busy machine longer.
          patience *= 2;
        }
      }
      if (performance.now() > until) throw new Error(`the engine does not come to rest: ${await troubles()}`);
      await pause(wait);
    }
  };
  const forward = async (campaigns: readonly string[], lengthOf: (campaign: string) => number) => {
    for (const campaign of campaigns)
      if (lengthOf(campaign) > 0) await fastForward(client, campaignExecution(campaign), lengthOf(campaign));
  };
  const troubles = async () => {
    const { campaigns } = await standing(db);
    const all = await Promise.all(campaigns.map((id) => trouble(client, campaignExecution(id))));
    return all.filter(Boolean).join('; ') || 'a look is still owed, or a timer is late';
  };

  return {
    idle: async () => void (await idle()),
    async stepTo(instant) {
      await idle();
      await setRehearsalClock(db, instant);
      const { campaigns, overdue } = await standing(db);
      if (busy && !overdue) return;
      await forward(campaigns, (campaign) => Date.parse(instant) - (rests.get(campaign)?.from ?? 0) + beyondMs);
      rests.clear();
      await idle();
    },
  };
}

export interface Busy {
  /**
   * How many looks the API has begun to send to a campaign. A rest lasts until the next one: a look that is owed is a row until its
   * sending has begun, so none is missed.
   */
  sends(campaign: string): number;
  /** Whether the worker has something in hand. When it has not, the engine may still have something for it. */
  atWork(): boolean;
}

interface Driven {
  readonly client: Client;
  readonly db: Records;
  /** What is known in this process of who is at work, so that the engine need not be asked all the time. */
  readonly busy?: Busy;
}

async function describe(client: Client, id: string): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await client.workflow.getHandle(id).describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return undefined;
    throw error;
  }
}

/** What an execution is still at, for the person who has to find out why. */
async function trouble(client: Client, id: string): Promise<string> {
  const { pendingActivities = [], pendingWorkflowTask } = (await describe(client, id))?.raw ?? {};
  const activities = pendingActivities!.map(
    ({ activityType, attempt, lastFailure }) =>
      `${activityType?.name} (attempt ${attempt}): ${lastFailure?.message ?? ''}`,
  );
  const task = pendingWorkflowTask ? [`a workflow task (attempt ${pendingWorkflowTask.attempt})`] : [];
  return [...activities, ...task].join(', ');
}

const statusOf = async (client: Client, id: string): Promise<string> =>
  (await describe(client, id))?.status.name ?? 'NOT_FOUND';

async function isIdle(client: Client, id: string): Promise<boolean> {
  const description = await describe(client, id);
  if (!description) return false;
  if (description.status.name !== 'RUNNING') return description.status.name !== 'CONTINUED_AS_NEW';
  const { pendingActivities, pendingWorkflowTask } = description.raw;
  return (pendingActivities?.length ?? 0) === 0 && !pendingWorkflowTask;
}

const allIdle = async (client: Client, campaigns: readonly string[]): Promise<boolean> =>
  (await Promise.all(campaigns.map((campaign) => isIdle(client, campaignExecution(campaign))))).every(Boolean);

let forwards = 0;
/** gRPC's code. */
const notFound = 5;

/**
 * Resolves when the execution's clock has reached its target, or the execution has ended, before or on the way. A fast-forward
 * that a new run has swept away is asked for once more.
 */
async function fastForward(client: Client, workflowId: string, ms: number, again = true): Promise<void> {
  const failure = await skip(client, workflowId, ms).catch((error: unknown) => {
    if (isGrpcServiceError(error) && Number(error.code) === notFound) return null;
    throw error;
  });
  if (failure === null || (await statusOf(client, workflowId)) !== 'RUNNING') return;
  if (!again) throw new Error(`virtual time does not move: ${failure}`);
  await fastForward(client, workflowId, ms, false);
}

/** The raw calls: there is no TypeScript API for them yet. Answers why the clock did not get there; null: it did. */
async function skip(client: Client, workflowId: string, ms: number): Promise<string | null> {
  const { workflowService } = client;
  const namespace = client.options.namespace;
  const workflowExecution = { workflowId };
  const id = `step-${++forwards}`;
  const duration = { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1_000_000 };
  await workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution,
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, disablePropagation: true, fastForwardConfig: { id, duration } },
    },
    updateMask: { paths: ['time_skipping_config'] },
  } as never);
  const { failedReason } = await client.withDeadline(Date.now() + patienceMs, () =>
    workflowService.pollWorkflowExecutionTimeSkipping({ namespace, workflowExecution, fastForwardId: id }),
  );
  return failedReason ? String(failedReason) : null;
}
