import { type Period, workingDaysBetween, dateOf } from '../../domain/calendar';
import type { Actor } from '../actor';
import { deadlineOf, enterCalendarYear, knownCalendar } from '../calendar';
import { clock, type Tx } from '../database';
import { oweLook } from '../owed';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { supersedeVisit } from '../visits';
import { closeWindow } from '../windows';
import type { CalendarYear } from '../../domain/calendar';
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
  await tx
    .updateTable('campaign')
    .set({ status: 'suspended', suspended_at: await clock(tx) })
    .where('id', '=', id)
    .execute();
  await append(tx, id, [{ kind: 'campaignSuspended', actor: actor.id, content: { reason } }]);
  await oweLook(tx, id);
  return {};
}

/** Goes on: each window gets its remaining (working) days back; a public notice starts afresh. */
export async function resume(tx: Tx, actor: Actor, { campaign: id, reason }: Reasoned): Promise<Record<string, never>> {
  const campaign = await holdCampaign(tx, actor, id);
  if (campaign.status !== 'suspended' || !campaign.suspended_at)
    throw new Refusal('alreadyDone', { zh: '没有中止', en: 'It is not suspended' });
  const now = await clock(tx);
  for (const window of await openWindows(tx, id)) {
    if (!window.due_at) continue;
    const afresh = window.kind === 'objection';
    const change = afresh
      ? deadlineOf(await knownCalendar(tx), window.period!, now)
      : await remaining(tx, { period: window.period, due_at: window.due_at }, campaign.suspended_at, now);
    const shift = Date.parse(change.due_at) - Date.parse(window.due_at);
    await tx
      .updateTable('window')
      .set({ ...change, remind_at: window.remind_at.map((at) => new Date(Date.parse(at) + shift).toISOString()) })
      .where('id', '=', window.id)
      .execute();
  }
  await tx.updateTable('campaign').set({ status: 'running', suspended_at: null }).where('id', '=', id).execute();
  await append(tx, id, [{ kind: 'campaignResumed', actor: actor.id, content: { reason } }]);
  await oweLook(tx, id);
  return {};
}

async function remaining(
  tx: Tx,
  { period, due_at }: { period: Period | null; due_at: string },
  suspended: string,
  now: string,
) {
  if (period?.unit !== 'workingDay')
    return { due_at: new Date(Date.parse(now) + Date.parse(due_at) - Date.parse(suspended)).toISOString() };
  const calendar = await knownCalendar(tx);
  const lastDay = dateOf(new Date(Date.parse(due_at) - 1).toISOString());
  const left = workingDaysBetween(calendar, dateOf(suspended), lastDay).days;
  return deadlineOf(calendar, { n: Math.max(1, left), unit: 'workingDay' }, now);
}

const openWindows = (tx: Tx, campaign: string) =>
  tx
    .selectFrom('window')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();

/** Ends a campaign; probations go on, for who is appointed is appointed. Every other seat ends as `cancelled`. */
export async function cancel(tx: Tx, actor: Actor, { campaign: id, reason }: Reasoned): Promise<Record<string, never>> {
  const campaign = await holdCampaign(tx, actor, id);
  if (campaign.status === 'cancelled' || campaign.status === 'ended') throw new Refusal('ended');
  await openWindows(tx, id);
  await append(tx, id, [{ kind: 'campaignCancelled', actor: actor.id, content: { reason } }]);
  const lots = await tx
    .selectFrom('lot')
    .select(['id', 'outcome', 'from_visit'])
    .where('campaign_id', '=', id)
    .where('superseded', '=', false)
    .where('stage', 'is not', null)
    .execute();
  const onProbation = new Set(await probations(tx, id));
  const visits = await tx
    .selectFrom('visit')
    .select('id')
    .where('campaign_id', '=', id)
    .where('status', 'in', ['open', 'stale'])
    .execute();
  for (const visit of visits) if (!onProbation.has(visit.id)) await supersedeVisit(tx, id, visit.id);
  const left = await tx
    .selectFrom('visit_lot')
    .innerJoin('visit', 'visit.id', 'visit_lot.visit_id')
    .select('lot_id')
    .where('visit.campaign_id', '=', id)
    .where('visit.status', '<>', 'superseded')
    .execute();
  const waiting = lots.filter((lot) => !left.some(({ lot_id }) => lot_id === lot.id)).map((lot) => lot.id);
  if (waiting.length > 0)
    await tx.updateTable('lot').set({ stage: null, result: 'cancelled' }).where('id', 'in', waiting).execute();
  await tx.updateTable('campaign').set({ status: 'cancelled' }).where('id', '=', id).execute();
  await oweLook(tx, id);
  return {};
}

/** Open visits all of whose lots have been appointed. */
async function probations(tx: Tx, campaign: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('visit')
    .innerJoin('visit_lot', 'visit_lot.visit_id', 'visit.id')
    .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
    .select('visit.id')
    .where('visit.campaign_id', '=', campaign)
    .where('visit.status', '=', 'open')
    .where('lot.outcome', 'in', ['appointed', 'extended'])
    .execute();
  return rows.map(({ id }) => id);
}

/** Gives a window more time; never less (延期). */
export async function extend(
  tx: Tx,
  actor: Actor,
  { campaign: id, window, period, reason }: Reasoned & { window: string; period: Period },
): Promise<{ due: string }> {
  await holdCampaign(tx, actor, id);
  const held = await tx
    .selectFrom('window')
    .selectAll()
    .where('id', '=', window)
    .where('campaign_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!held) throw new Refusal('notFound');
  if (held.closed_at || !held.due_at) throw new Refusal('tooLate');
  const before = new Date(Date.parse(held.due_at) - 1).toISOString();
  const deadline = deadlineOf(await knownCalendar(tx), period, before);
  const shift = Date.parse(deadline.due_at) - Date.parse(held.due_at);
  await tx
    .updateTable('window')
    .set({ ...deadline, remind_at: held.remind_at.map((at) => new Date(Date.parse(at) + shift).toISOString()) })
    .where('id', '=', window)
    .execute();
  await append(tx, id, [
    {
      kind: 'windowExtended',
      actor: actor.id,
      visit: held.visit_id,
      subject: held.purpose,
      content: { due: deadline.due_at, reason },
    },
  ]);
  await oweLook(tx, id);
  return { due: deadline.due_at };
}

/** An officer ends what would wait on: a ballot when everybody has voted, a panel of which one judge fell ill. */
export async function closeByAct(
  tx: Tx,
  actor: Actor,
  { campaign: id, window, reason }: Reasoned & { window: string },
): Promise<Record<string, never>> {
  const campaign = await holdCampaign(tx, actor, id);
  if (campaign.status === 'suspended') throw new Refusal('suspended');
  const held = await tx
    .selectFrom('window')
    .selectAll()
    .where('id', '=', window)
    .where('campaign_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!held || !['ballot', 'sheet'].includes(held.kind)) throw new Refusal('notFound');
  if (held.closed_at) throw new Refusal('tooLate');
  await closeWindow(tx, window, 'act', actor.id);
  await append(tx, id, [
    {
      kind: 'answered',
      actor: actor.id,
      visit: held.visit_id,
      subject: held.purpose,
      content: { closed: true, reason },
    },
  ]);
  await oweLook(tx, id);
  return {};
}

/** Enters the paper of a year and recomputes the provisional deadlines of every running campaign. */
export async function enterYear(tx: Tx, actor: Actor, paper: CalendarYear): Promise<{ recomputed: number }> {
  await enterCalendarYear(tx, paper);
  const calendar = await knownCalendar(tx);
  const windows = await tx
    .selectFrom('window')
    .selectAll()
    .where('provisional', '=', true)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const window of windows) {
    if (!window.period || !window.due_at) continue;
    const deadline = deadlineOf(calendar, window.period, window.opened_at);
    const shift = Date.parse(deadline.due_at) - Date.parse(window.due_at);
    await tx
      .updateTable('window')
      .set({ ...deadline, remind_at: window.remind_at.map((at) => new Date(Date.parse(at) + shift).toISOString()) })
      .where('id', '=', window.id)
      .execute();
    await append(tx, window.campaign_id, [
      {
        kind: 'windowRecomputed',
        actor: actor.id,
        visit: window.visit_id,
        subject: window.purpose,
        content: { due: deadline.due_at, paper: paper.paper },
      },
    ]);
    await oweLook(tx, window.campaign_id);
  }
  return { recomputed: windows.length };
}
