import { dateOf, endOfDay, startOfDay } from '../../domain/calendar';
import type { Actor } from '../actor';
import { clock, json, type Tx } from '../database';
import { movedAlong } from '../deadlines';
import { oweLook } from '../owed';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { heldWindow, type OnWindow } from './deadlines';

/**
 * Sets when something of a programme is done, once those who decide it outside have announced it: earlier, later, or for the first
 * time. Only windows that say when they are scheduled can be moved so; a period of a regulation can only be extended.
 */
export async function schedule(
  tx: Tx,
  actor: Actor,
  { campaign, window: id, from, to, reason }: OnWindow & { from: string; to: string },
): Promise<{ from: string; to: string }> {
  const window = await heldWindow(tx, actor, campaign, id);
  if (window.closed_at) throw new Refusal('tooLate');
  if (!window.terms.scheduled)
    throw new Refusal('notFound', { zh: '这件事的时间不由计划安排', en: 'It has no schedule' });
  if (to < from || to < dateOf(await clock(tx)))
    throw new Refusal('invalid', {
      errors: [{ pointer: '/to', zh: '止日不得早于起日和今天', en: 'must be neither before `from` nor before today' }],
    });
  // What closes on its day waits for the beginning; anything else is to be done by the end.
  const waits = window.closes === 'deadline';
  const due = new Date(waits ? startOfDay(from) : endOfDay(to)).toISOString();
  const { remind_at } = movedAlong(window, due);
  const late = window.lapses_at !== null && window.lapses_at < due;
  await tx
    .updateTable('window')
    .set({
      due_at: due,
      remind_at,
      provisional: false,
      lapses_at: late ? due : window.lapses_at,
      terms: json({ ...window.terms, scheduled: { from, to } }),
    })
    .where('id', '=', id)
    .execute();
  // What would lapse with it lapses no earlier.
  if (late)
    await tx
      .updateTable('window')
      .set({ lapses_at: due })
      .where('visit_id', '=', window.visit_id)
      .where('closed_at', 'is', null)
      .where('lapses_at', '<', due)
      .execute();
  await append(tx, campaign, [
    {
      kind: 'windowScheduled',
      actor: actor.id,
      visit: window.visit_id,
      subject: window.purpose,
      content: { from, to, reason },
    },
  ]);
  await oweLook(tx, campaign);
  return { from, to };
}
