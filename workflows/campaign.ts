import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
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
  const options = {
    startToCloseTimeout: '10 s',
    retry: { maximumInterval: '5 s' },
    cancellationType: 'TRY_CANCEL',
  } as const;
  const { look, ask, conclude } = proxyActivities<CampaignActivities>(options);
  let looks = 0;
  setHandler(defineSignal(lookSignal), () => void looks++);
  return {
    activities: {
      look: (request, summary) => look.executeWithOptions({ ...options, summary }, [request]),
      ask: (request, summary) => ask.executeWithOptions({ ...options, summary }, [request]),
      conclude: (request, summary) => conclude.executeWithOptions({ ...options, summary }, [request]),
    },
    looks: () => looks,
    enough,
    says: (stages) => setCurrentDetails(stages.map((stage) => `- ${stage}`).join('\n')),
    until: async (settled, ms, summary) =>
      void (ms === null ? await condition(settled) : await condition(settled, ms, { summary: summary.slice(0, 200) })),
  };
}
