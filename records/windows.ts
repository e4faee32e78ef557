import { sql } from 'kysely';
import { endOfDay, type DateText, type Period } from '../domain/calendar';
import type { AnswerKind, Terms } from '../domain/answers';
import { deadlineOf, knownCalendar } from './calendar';
import { atClock, json, type Tx } from './database';
import { keyOf } from './digest';
import { issueEntitlements } from './entitlements';
import { queueLetters, type Letters } from './letters';
import { append } from './process-record';
import { recusedIn } from './recusal';

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
  const { opened_at, known } = await tx
    .selectNoFrom(({ exists, selectFrom }) => [
      atClock.as('opened_at'),
      exists(selectFrom('window').select('id').where('id', '=', id)).as('known'),
    ])
    .executeTakeFirstOrThrow();
  if (known) return id;
  const { holders, pairs } = await heldBy(tx, visit, question);
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
