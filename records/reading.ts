import { sql, type Expression, type SqlBool } from 'kysely';
import type { AnswerOf, NamedKind, Terms } from '../domain/answers';
import { dateOf } from '../domain/calendar';
import type { Tx } from './database';
import type { Visit } from './visits';
import { windowId } from './windows';

/** One answer that counts: who gave it, about whom. */
export interface Answered<K extends NamedKind> {
  readonly id: string;
  readonly by: string | null;
  readonly subject: string;
  readonly content: AnswerOf<K>;
  readonly at: string;
}

/** The answers to a question of the visit that stand (a corrected one in the place of the old), in a fixed order. */
export async function answersTo<K extends NamedKind>(
  tx: Tx,
  visit: Pick<Visit, 'id'>,
  purpose: string,
  _kind: K,
): Promise<Answered<K>[]> {
  const rows = await tx
    .selectFrom('answer')
    .select(['id', 'person_id', 'subject', 'content', 'answered_at'])
    .where('window_id', '=', windowId(visit.id, purpose))
    .where('replaced', '=', false)
    .orderBy('answered_at')
    .orderBy('subject')
    .orderBy('person_id')
    .execute();
  return rows.map(({ id, person_id, subject, content, answered_at }) => ({
    id,
    by: person_id,
    subject,
    content: content as AnswerOf<K>,
    at: answered_at,
  }));
}

/** An answer that had been given by an instant. One that corrects another was given when that one was. */
export const givenBy = (instant: string) => (): Expression<SqlBool> =>
  sql<SqlBool>`(with recursive chain as (
      select answer.answered_at, answer.replaces
      union all select earlier.answered_at, earlier.replaces from chain join answer earlier on earlier.id = chain.replaces)
    select min(answered_at) from chain) <= ${instant}`;

/** What a question of the visit was opened with. */
export async function termsOf(tx: Tx, visit: Pick<Visit, 'id'>, purpose: string): Promise<Terms> {
  const window = tx.selectFrom('window').select('terms').where('id', '=', windowId(visit.id, purpose));
  return (await window.executeTakeFirst())?.terms ?? {};
}

/** The last day on which people could register, which conditions on age and the like may be judged on. */
export async function registrationDeadline(
  tx: Tx,
  { campaign, asOf }: Pick<Visit, 'campaign' | 'asOf'>,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('window')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .select('window.closed_at')
    .where('window.campaign_id', '=', campaign)
    .where('window.kind', '=', 'application')
    .where('visit.status', '<>', 'superseded')
    .where('window.closed_at', '<=', asOf)
    .orderBy('window.closed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  // A deadline is the end of its day.
  return row?.closed_at ? dateOf(new Date(Date.parse(row.closed_at) - 1).toISOString()) : undefined;
}

/** The posts that people have named when they registered, the dearest first. */
export async function wishesOf(
  tx: Tx,
  { campaign, asOf }: Pick<Visit, 'campaign' | 'asOf'>,
  people: readonly string[],
): Promise<Record<string, readonly string[]>> {
  const rows = await tx
    .selectFrom('answer')
    .innerJoin('window', 'window.id', 'answer.window_id')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .select(['answer.person_id', 'answer.content'])
    .where('window.campaign_id', '=', campaign)
    .where('window.kind', '=', 'application')
    .where('visit.status', '<>', 'superseded')
    .where('answer.person_id', 'in', [...people, ''])
    .where(givenBy(asOf))
    .where('answer.replaced', '=', false)
    .orderBy('visit.ordinal')
    .execute();
  return Object.fromEntries(
    rows.map(({ person_id, content }) => {
      const { post, wishes = [] } = content as AnswerOf<'application'>;
      return [person_id!, [post, ...wishes]];
    }),
  );
}
