import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { MailroomActivities } from '../activities/mailroom';
import { lookSignal } from './names';

const SHORTEST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 30_000;
/** A quarter of what the engine would put up with: there is nothing to remember, and a worker that takes over reads little. */
const ENOUGH_EVENTS = 1_000;

/**
 * The mailroom: sends what is queued, for ever, apart from the campaigns, so that a dead mail server holds up none of them. It looks
 * every 5 seconds after letters have gone out and ever less often, down to every 30, when there are none; a `look` wakes it.
 */
export async function mailroom(): Promise<void> {
  const { sendMail } = proxyActivities<MailroomActivities>({
    startToCloseTimeout: '15 minutes',
    heartbeatTimeout: '30 s',
    retry: { maximumInterval: '30 s' },
    summary: '发送排队的邮件',
  });
  let looks = 0;
  setHandler(defineSignal(lookSignal), () => void looks++);

  let wait = SHORTEST_WAIT_MS;
  while (!workflowInfo().continueAsNewSuggested && workflowInfo().historyLength < ENOUGH_EVENTS) {
    const looked = looks;
    const { sent, more, nextInMs } = await sendMail();
    wait = sent > 0 ? SHORTEST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
    if (more) continue;
    const due = Math.max(nextInMs ?? wait, SHORTEST_WAIT_MS);
    await condition(() => looks !== looked, Math.min(wait, due), { summary: '等待新的邮件' });
  }
  await continueAsNew<typeof mailroom>();
}
