import { sql } from 'kysely';
import type { Tx } from '../database';
import { Refusal } from '../refusal';
import { missing } from '../settling';
import type { HeldWindow } from './holding';

/**
 * An answer that must wait: until another window has its answers (试题未定，不能评分), or until everybody who enters before this person
 * has been scored by everybody (前一人评完，后一人才进场). Throws Refusal `notYet`.
 */
export async function mustBeItsTurn(tx: Tx, { visit_id, terms }: HeldWindow, subject: string): Promise<void> {
  const { after, inOrder, order = [] } = terms;
  if (after !== undefined && (await missing(tx, after)) > 0) throw new Refusal('notYet');
  if (!inOrder) return;
  for (const before of order.slice(0, Math.max(0, order.indexOf(subject))))
    if (await isScoring(tx, visit_id, before)) throw new Refusal('notYet');
}

/** A sheet that nobody has signed may be handed in again until all are in, or in order until this person's are. */
export async function mayRevise(tx: Tx, window: HeldWindow, subject: string): Promise<boolean> {
  const { kind, terms, closed_at, campaignStatus } = window;
  if (kind !== 'sheet' || terms.signed !== false || closed_at !== null || campaignStatus !== 'running') return false;
  return !terms.inOrder || (await isScoring(tx, window.visit_id, subject));
}

/** Whether a visit's sheets about a person are still owed. */
async function isScoring(tx: Tx, visit: string, subject: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from "window" w join holder h on h.window_id = w.id
    where w.visit_id = ${visit} and w.kind = 'sheet' and h.subject = ${subject} and not h.answered
      and (w.needs = 'all' or not exists (
        select 1 from holder o where o.window_id = w.id and o.subject = h.subject and o.answered))
    limit 1`.execute(tx);
  return rows.length > 0;
}
