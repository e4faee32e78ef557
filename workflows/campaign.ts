import {
  condition,
  continueAsNew,
  defineSignal,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { CampaignActivities } from '../activities/contract';
import { stages } from './stages';
import { walk, type Engine } from './walk';
import { lookSignal } from './names';

/**
 * One campaign, from its plan to the last probation review. Its whole input is the campaign's id: where it stands is read from
 * the rows, so that any run may take over from any other.
 */
export async function campaign(id: string): Promise<void> {
  const engine = engineOf(() => workflowInfo().continueAsNewSuggested);
  if ((await walk(id, stages, engine)) === 'enough') await continueAsNew<typeof campaign>(id);
}

/** Binds the walker to Temporal: the one place where its waits and activities come from. */
export function engineOf(enough: () => boolean): Engine {
  const { look, ask, conclude } = atWork();
  let looks = 0;
  setHandler(defineSignal(lookSignal), () => void looks++);
  return {
    activities: { look, ask, conclude },
    looks: () => looks,
    enough,
    says: (stages) => setCurrentDetails(stages.map((stage) => `- ${stage}`).join('\n')),
    until: async (settled, ms, summary) =>
      void (ms === null ? await condition(settled) : await condition(settled, ms, { summary: summary.slice(0, 200) })),
  };
}

/**
 * Each activity is one short transaction: done within the workflow's own task it costs the engine next to nothing. One that fails
 * (a database that is away) is the engine's to repeat, and people see on its page what it fails of.
 */
function atWork(): Engine['activities'] {
  const options = { startToCloseTimeout: '10 s', cancellationType: 'TRY_CANCEL' } as const;
  const here = proxyLocalActivities<CampaignActivities>({ ...options, retry: { maximumAttempts: 1 } });
  const there = proxyActivities<CampaignActivities>({ ...options, retry: { maximumInterval: '5 s' } });
  const both =
    <Request, Result>(here: Summarised<Request, Result>, there: Summarised<Request, Result>) =>
    async (request: Request, summary: string): Promise<Result> => {
      try {
        return await here.executeWithOptions({ summary }, [request]);
      } catch (failure) {
        if (isCancellation(failure)) throw failure;
        return there.executeWithOptions({ summary }, [request]);
      }
    };
  return {
    look: both(here.look, there.look),
    ask: both(here.ask, there.ask),
    conclude: both(here.conclude, there.conclude),
  };
}

interface Summarised<Request, Result> {
  executeWithOptions(options: { summary: string }, args: [Request]): Promise<Result>;
}
