import type { CalendarYear, Period } from '../../domain/calendar';
import type { Actor } from '../actor';
import { enterCalendarYear } from '../calendar';
import type { Tx } from '../database';
import { moveDeadline } from '../deadlines';
import { oweLook } from '../owed';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { closeWindow } from '../settling';
import { holdCampaign } from './campaign';

export interface OnWindow {
  readonly campaign: string;
  readonly window: string;
  readonly reason: string;
}

/** Gives a window more time, counted from its deadline on; never less (延期). */
export async function extend(
  tx: Tx,
  actor: Actor,
  { campaign, window: id, period, reason }: OnWindow & { period: Period },
): Promise<{ due: string }> {
  const window = await heldWindow(tx, actor, campaign, id);
  if (window.closed_at || !window.due_at) throw new Refusal('tooLate');
  const lastInstant = new Date(Date.parse(window.due_at) - 1).toISOString();
  const due = await moveDeadline(tx, window, period, lastInstant, { kind: 'windowExtended', actor: actor.id, reason });
  await oweLook(tx, campaign);
  return { due };
}

/** An officer ends what would wait on: a ballot when everybody has voted, a panel of which one judge fell ill. */
export async function closeByAct(
  tx: Tx,
  actor: Actor,
  { campaign, window: id, reason }: OnWindow,
): Promise<Record<string, never>> {
  const window = await heldWindow(tx, actor, campaign, id);
  if (!['ballot', 'sheet'].includes(window.kind)) throw new Refusal('notFound');
  if (window.closed_at) throw new Refusal('tooLate');
  await closeWindow(tx, id, 'act', actor.id);
  const content = { closed: true, reason };
  await append(tx, campaign, [
    { kind: 'answered', actor: actor.id, visit: window.visit_id, subject: window.purpose, content },
  ]);
  await oweLook(tx, campaign);
  return {};
}

export async function heldWindow(tx: Tx, actor: Actor, campaign: string, id: string) {
  const { status } = await holdCampaign(tx, actor, campaign);
  if (status === 'suspended') throw new Refusal('suspended');
  const window = await tx
    .selectFrom('window')
    .selectAll()
    .where('id', '=', id)
    .where('campaign_id', '=', campaign)
    .forUpdate()
    .executeTakeFirst();
  if (!window) throw new Refusal('notFound');
  return window;
}

/** Enters the paper of a year and counts the provisional deadlines of every campaign again. */
export async function enterYear(tx: Tx, actor: Actor, paper: CalendarYear): Promise<{ recomputed: number }> {
  await enterCalendarYear(tx, paper);
  const windows = await tx
    .selectFrom('window')
    .selectAll()
    .where('provisional', '=', true)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const window of windows) {
    if (!window.period) continue;
    await moveDeadline(tx, window, window.period, window.counted_from, {
      kind: 'windowRecomputed',
      actor: actor.id,
      reason: paper.paper,
    });
    await oweLook(tx, window.campaign_id);
  }
  return { recomputed: windows.length };
}
