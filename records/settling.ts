import { sql, type Selectable } from 'kysely';
import { atClock, type Tx } from './database';
import { queueLetters } from './letters';
import { append } from './process-record';
import type { Database } from './schema';

/** How many answers a window still lacks. */
export const missing = async (tx: Tx, id: string): Promise<number> => (await missingIn(tx, [id])).lacking.get(id) ?? 0;

/** How many answers each of these windows still lacks, and the instant it is. */
export async function missingIn(
  tx: Tx,
  ids: readonly string[],
): Promise<{ now: string; lacking: ReadonlyMap<string, number> }> {
  const { rows } = await sql<{ id: string; missing: number; now: string }>`
    select w.id, campaign_clock() as now, case w.needs
      when 'all' then (select count(*) from holder h where h.window_id = w.id and not h.answered)
      when 'any' then (select count(*) from (select subject from holder h where h.window_id = w.id group by subject having not bool_or(h.answered)) s)
      when 'pair' then (select greatest(0, 2 - count(*)) from holder h where h.window_id = w.id and h.answered)
      else 1 end as missing
    from "window" w where w.id = any(${[...ids]})`.execute(tx);
  return { now: rows[0]!.now, lacking: new Map(rows.map(({ id, missing }) => [id, missing])) };
}

export async function closeWindow(
  tx: Tx,
  id: string,
  by: 'deadline' | 'complete' | 'act' | 'withdrawn',
  actor: string | null = null,
): Promise<void> {
  const closed = await tx
    .updateTable('window')
    .set({ closed_at: atClock, closed_by: by })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .returning(['campaign_id', 'visit_id', 'purpose'])
    .executeTakeFirst();
  if (closed)
    await append(tx, closed.campaign_id, [
      { kind: 'windowClosed', actor, visit: closed.visit_id, subject: closed.purpose, content: { by } },
    ]);
}

/**
 * Whether a window is settled, closing it when it is due or complete, and reminding those who owe it an answer; else how many
 * milliseconds remain until something is due (null: only an act can settle it).
 *
 * @param window its row, which the caller has locked
 * @param at the clock, read after the lock, so that there is one answer at the deadline
 * @param lacks how many answers it lacks; needed of one that waits for them
 */
export async function settle(
  tx: Tx,
  window: Selectable<Database['window']>,
  at: string,
  lacks?: number,
): Promise<{ settled: boolean; wait: number | null }> {
  if (window.closed_at) return { settled: true, wait: null };
  const [id, now] = [window.id, Date.parse(at)];
  if (window.closes === 'deadline' && window.due_at && Date.parse(window.due_at) <= now) {
    await closeWindow(tx, id, 'deadline');
    return { settled: true, wait: null };
  }
  if (window.closes === 'complete' && lacks === 0) {
    await closeWindow(tx, id, 'complete');
    return { settled: true, wait: null };
  }
  if (window.lapses_at && Date.parse(window.lapses_at) <= now) {
    await closeWindow(tx, id, 'deadline');
    return { settled: true, wait: null };
  }
  const [due, later] = [
    window.remind_at.filter((at) => Date.parse(at) <= now),
    window.remind_at.filter((at) => Date.parse(at) > now),
  ];
  if (due.length > 0) await remind(tx, window, due, later);
  const ends = [window.lapses_at, window.closes === 'deadline' ? window.due_at : null];
  const next = [...ends.filter((at) => at !== null), ...later].map(Date.parse);
  return { settled: false, wait: next.length > 0 ? Math.max(1, Math.min(...next) - now) : null };
}

async function remind(
  tx: Tx,
  window: { id: string; visit_id: string; campaign_id: string; purpose: string },
  due: readonly string[],
  later: string[],
): Promise<void> {
  const owing = await tx
    .selectFrom('holder')
    .select('person_id')
    .distinct()
    .where('window_id', '=', window.id)
    .where('answered', '=', false)
    .execute();
  await queueLetters(tx, {
    visit: window.visit_id,
    campaign: window.campaign_id,
    purpose: `remind:${window.purpose}:${due.at(-1)}`,
    letter: 'reminder',
    to: owing.map(({ person_id }) => person_id),
    terms: { window: window.id },
  });
  await tx.updateTable('window').set({ remind_at: later }).where('id', '=', window.id).execute();
}

/** Closes what only waits for the pool to change. The caller holds the campaign's open windows. */
export async function wakeWatchers(tx: Tx, campaign: string, actor: string | null = null): Promise<void> {
  const watching = await tx
    .selectFrom('window')
    .select('id')
    .where('campaign_id', '=', campaign)
    .where('closed_at', 'is', null)
    .where(sql<boolean>`terms ->> 'watches' = 'pool'`)
    .orderBy('id')
    .execute();
  for (const { id } of watching) await closeWindow(tx, id, 'act', actor);
}
