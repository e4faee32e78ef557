import { sql, type Selectable } from 'kysely';
import { endOfDay, type DateText, type Period } from '../domain/calendar';
import type { AnswerKind, Terms } from '../domain/answers';
import { deadlineOf, knownCalendar } from './calendar';
import { atClock, clock, json, type Tx } from './database';
import { keyOf } from './digest';
import { issueEntitlements } from './entitlements';
import { queueLetters, type Letters } from './letters';
import { append } from './process-record';
import { recusedIn } from './recusal';
import type { Database } from './schema';

/**
 * What a stage asks of people. `needs`: one answer a subject from any holder, an answer of every holder, of anyone at all, or the
 * same answer of two holders, who see where they differ and answer again (`pair`).
 * `closes`: at the deadline, when everything is answered (the deadline then only reminds), or by an officer's act. One that waits
 * for answers may lapse: at its deadline, or later on a day of its own, it closes without them.
 */
export interface Question {
  readonly purpose: string;
  readonly kind: AnswerKind;
  readonly title: string;
  readonly closes: 'deadline' | 'complete' | 'act';
  readonly needs: 'any' | 'all' | 'anyone' | 'pair';
  readonly holders?: readonly string[];
  readonly subjects?: readonly string[];
  /** Who answers about whom, where it is not every holder about every subject. */
  readonly pairs?: readonly (readonly [holder: string, subject: string])[];
  readonly within?: Period;
  /** The last day, where it is not counted from the opening. */
  readonly until?: DateText;
  /** A day that is not certain yet: somebody outside announces it. */
  readonly provisional?: boolean;
  readonly lapses?: 'atDeadline' | { readonly after: DateText };
  /** Days before the deadline on which the holders are reminded; without it at half and at full time. */
  readonly remindDays?: readonly number[];
  readonly terms?: Terms;
  /** A ballot without notice: nobody has a slip and no time runs until an officer has opened it. */
  readonly unopened?: boolean;
  /** Letters that go out with the opening, besides the one that tells the holders of their task. */
  readonly tell?: readonly Omit<Letters, 'visit' | 'campaign'>[];
}

export const windowId = (visit: string, purpose: string): string => keyOf('window', visit, purpose);

/** Opens a window of a visit, or finds the one that is open or closed already: the key is (visit, purpose). Returns its id. */
export async function openWindow(tx: Tx, visit: { id: string; campaign: string }, question: Question): Promise<string> {
  const { purpose, kind, title, closes, needs, within, until, lapses, terms = {} } = question;
  const id = windowId(visit.id, purpose);
  if (await tx.selectFrom('window').select('id').where('id', '=', id).executeTakeFirst()) return id;
  const { holders, pairs } = await heldBy(tx, visit, question);
  const opened_at = await clock(tx);
  const deadline = until
    ? { due_at: instantOf(until), provisional: question.provisional ?? false }
    : within && !question.unopened
      ? deadlineOf(await knownCalendar(tx), within, opened_at)
      : undefined;
  const lapses_at = lapses === 'atDeadline' ? deadline!.due_at : lapses ? instantOf(lapses.after) : null;
  await tx
    .insertInto('window')
    .values({
      id,
      campaign_id: visit.campaign,
      visit_id: visit.id,
      purpose,
      kind,
      title,
      closes,
      needs,
      opened_at,
      terms: json(question.unopened ? { ...terms, opens: within } : terms),
      period: json(question.unopened ? null : (within ?? null)),
      lapses_at,
      counted_from: opened_at,
      remind_at: deadline ? remindersOf(opened_at, deadline.due_at, question.remindDays) : [],
      ...deadline,
    })
    .execute();
  if (pairs.length > 0)
    await tx
      .insertInto('holder')
      .columns(['window_id', 'person_id', 'subject'])
      .expression(
        sql<{
          window_id: string;
          person_id: string;
          subject: string;
        }>`select ${id}, p, s from unnest(${pairs.map(([holder]) => holder)}::text[], ${pairs.map(([, subject]) => subject)}::text[]) as h(p, s)`,
      )
      .execute();
  await append(tx, visit.campaign, [
    {
      kind: 'windowOpened',
      actor: null,
      visit: visit.id,
      subject: purpose,
      content: { title, due: deadline?.due_at ?? null },
    },
  ]);
  const task = { purpose: `ask:${purpose}`, letter: 'task' as const, to: holders, terms: { window: id } };
  const letters = [...(kind === 'term' ? [] : [task]), ...(question.tell ?? [])];
  await queueLetters(tx, ...letters.map((each) => ({ visit: visit.id, campaign: visit.campaign, ...each })));
  if (kind === 'ballot' && !question.unopened)
    await issueEntitlements(tx, visit, id, terms.electorate!, { kin: terms.kin });
  return id;
}

/**
 * Who is asked about whom. Declared kin withdraw: who is related to anybody of a post is not asked about its people. Where that leaves
 * nobody, whoever started the campaign is asked, and may delegate.
 */
async function heldBy(
  tx: Tx,
  visit: { id: string; campaign: string },
  { kind, holders = [], subjects = [''], pairs }: Question,
): Promise<{ holders: readonly string[]; pairs: readonly (readonly [string, string])[] }> {
  if (pairs) return { holders: [...new Set(pairs.map(([holder]) => holder))], pairs };
  const recused = await recusedIn(tx, visit, holders);
  // Nobody scores themselves, as when colleagues rate each other.
  const may = (holder: string, subject: string) =>
    !recused[holder]?.has(subject) && !(kind === 'sheet' && holder === subject);
  const free = subjects.flatMap((subject) =>
    holders.filter((holder) => may(holder, subject)).map((holder) => [holder, subject] as const),
  );
  const held = new Set(free.map(([, subject]) => subject));
  const alone = holders.length === 0 ? [] : subjects.filter((subject) => !held.has(subject));
  const substitutes = alone.length === 0 ? [] : await starterOf(tx, visit.campaign);
  const asked = [...free, ...substitutes.flatMap((holder) => alone.map((subject) => [holder, subject] as const))];
  return { holders: [...new Set(asked.map(([holder]) => holder))], pairs: asked };
}

const starterOf = async (tx: Tx, campaign: string): Promise<string[]> =>
  (await tx.selectFrom('campaign').select('started_by').where('id', '=', campaign).execute()).map(
    (row) => row.started_by,
  );

const instantOf = (lastDay: DateText): string => new Date(endOfDay(lastDay)).toISOString();

const dayMs = 86_400_000;

function remindersOf(opened: string, due: string, days?: readonly number[]): string[] {
  const [from, to] = [Date.parse(opened), Date.parse(due)];
  const instants = days ? days.map((each) => to - each * dayMs) : [from + (to - from) / 2, to];
  return instants
    .filter((each) => each > from)
    .sort((a, b) => a - b)
    .map((each) => new Date(each).toISOString());
}

/** How many answers a window still lacks. */
export const missing = async (tx: Tx, id: string): Promise<number> => (await missingIn(tx, [id])).get(id) ?? 0;

/** How many answers each of these windows still lacks. */
export async function missingIn(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; missing: number }>`
    select w.id, case w.needs
      when 'all' then (select count(*) from holder h where h.window_id = w.id and not h.answered)
      when 'any' then (select count(*) from (select subject from holder h where h.window_id = w.id group by subject having not bool_or(h.answered)) s)
      when 'pair' then (select greatest(0, 2 - count(*)) from holder h where h.window_id = w.id and h.answered)
      else 1 end as missing
    from "window" w where w.id = any(${[...ids]})`.execute(tx);
  return new Map(rows.map(({ id, missing }) => [id, missing]));
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

/** What a visit's window of this name says: its terms, and whether its day is still to be announced. */
export async function openedAs(
  tx: Tx,
  visit: { id: string },
  purpose: string,
): Promise<{ terms: Terms; provisional: boolean } | undefined> {
  return tx
    .selectFrom('window')
    .select(['terms', 'provisional'])
    .where('id', '=', windowId(visit.id, purpose))
    .executeTakeFirst();
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
