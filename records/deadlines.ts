import type { Period } from '../domain/calendar';
import { deadlineOf, knownCalendar } from './calendar';
import { json, type Tx } from './database';
import { append, type RecordKind } from './process-record';
import { windowColumns } from './schema';

/** The open windows of a campaign, locked in the one order that everybody locks them in. */
export const openWindows = (tx: Tx, campaign: string) =>
  tx
    .selectFrom('window')
    .select(windowColumns)
    .where('campaign_id', '=', campaign)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();

type Movable = Awaited<ReturnType<typeof openWindows>>[number];

/** What moves along with a deadline: the reminders, and the instant at which the window lapses. */
export function movedAlong({ due_at, lapses_at, remind_at }: Movable, due: string) {
  const shift = due_at === null ? 0 : Date.parse(due) - Date.parse(due_at);
  const moved = (at: string) => new Date(Date.parse(at) + shift).toISOString();
  return { lapses_at: lapses_at && moved(lapses_at), remind_at: remind_at.map(moved) };
}

/** Counts a window's deadline anew, its reminders moving along, and records why. The caller holds the window. */
export async function moveDeadline(
  tx: Tx,
  window: Movable,
  period: Period,
  from: string,
  why: { kind: RecordKind; actor: string; reason: string },
): Promise<string> {
  const deadline = deadlineOf(await knownCalendar(tx), period, from);
  await tx
    .updateTable('window')
    .set({ ...deadline, period: json(period), counted_from: from, ...movedAlong(window, deadline.due_at) })
    .where('id', '=', window.id)
    .execute();
  const content = { due: deadline.due_at, provisional: deadline.provisional, reason: why.reason };
  await append(tx, window.campaign_id, [
    { kind: why.kind, actor: why.actor, visit: window.visit_id, subject: window.purpose, content },
  ]);
  return deadline.due_at;
}
