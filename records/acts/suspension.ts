import { dateOf, type Period, workingDaysBetween, addDays, daysBetween } from '../../domain/calendar';
import type { Actor } from '../actor';
import { knownCalendar } from '../calendar';
import { clock, type Tx } from '../database';
import { moveDeadline, openWindows } from '../deadlines';
import { oweLook } from '../owed';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { holdCampaign } from './campaign';

interface Reasoned {
  readonly campaign: string;
  readonly reason: string;
}

/** Stops deadlines and writing until the campaign is resumed (中止). Locks every open window, so that no answer is under way. */
export async function suspend(
  tx: Tx,
  actor: Actor,
  { campaign: id, reason }: Reasoned,
): Promise<Record<string, never>> {
  const campaign = await holdCampaign(tx, actor, id);
  if (campaign.status === 'suspended')
    throw new Refusal('alreadyDone', { zh: '已经中止', en: 'It is suspended already' });
  if (campaign.status !== 'running') throw new Refusal('ended');
  await openWindows(tx, id);
  const suspended_at = await clock(tx);
  await tx.updateTable('campaign').set({ status: 'suspended', suspended_at }).where('id', '=', id).execute();
  await append(tx, id, [{ kind: 'campaignSuspended', actor: actor.id, content: { reason } }]);
  await oweLook(tx, id);
  return {};
}

/** Goes on: each window gets its remaining (working) days back; a public notice starts afresh, unless `afresh` is false. */
export async function resume(
  tx: Tx,
  actor: Actor,
  { campaign: id, reason, afresh = true }: Reasoned & { afresh?: boolean },
): Promise<Record<string, never>> {
  const campaign = await holdCampaign(tx, actor, id);
  if (campaign.status !== 'suspended' || !campaign.suspended_at)
    throw new Refusal('alreadyDone', { zh: '没有中止', en: 'It is not suspended' });
  const now = await clock(tx);
  const windows = await openWindows(tx, id);
  await tx.updateTable('campaign').set({ status: 'running', suspended_at: null }).where('id', '=', id).execute();
  await append(tx, id, [{ kind: 'campaignResumed', actor: actor.id, content: { reason } }]);
  for (const window of windows) {
    if (!window.due_at || !window.period) continue;
    const whole = afresh && window.kind === 'objection';
    const period = whole ? window.period : await remaining(tx, window.period, window.due_at, campaign.suspended_at);
    await moveDeadline(tx, window, period, now, { kind: 'windowRecomputed', actor: actor.id, reason });
  }
  await oweLook(tx, id);
  return {};
}

/** The days that were left, the one of the suspension among them, for it was not over; the day of resuming is the first. */
async function remaining(tx: Tx, { and, ...period }: Period, due: string, suspended: string): Promise<Period> {
  const lastDay = dateOf(new Date(Date.parse(due) - 1).toISOString());
  const before = addDays(dateOf(suspended), -1);
  const inDays = { n: Math.max(1, daysBetween(before, lastDay)), unit: 'calendarDay', countFirst: true } as const;
  const counted = and === undefined ? [period.unit] : [period.unit, and.unit];
  if (!counted.includes('workingDay')) return inDays;
  const { days } = workingDaysBetween(await knownCalendar(tx), before, lastDay);
  const inWorkingDays = { n: Math.max(1, days), unit: 'workingDay', countFirst: true } as const;
  // Of a period of both kinds both are given back.
  return and === undefined ? inWorkingDays : { ...inWorkingDays, and: inDays };
}
