import { sql, type ExpressionBuilder } from 'kysely';
import { peopleIn } from '../domain/walk';
import type { Tx } from './database';
import type { Database } from './schema';
import type { Visit } from './visits';

/** The outcome by which each of the visit's lots came to it. */
export async function arrivedBy(tx: Tx, { lots }: Pick<Visit, 'lots'>): Promise<Record<string, string | null>> {
  const ids = lots.map(({ id }) => id);
  const rows = await tx.selectFrom('lot').select(['id', 'outcome']).where('id', 'in', ids).execute();
  return Object.fromEntries(rows.map(({ id, outcome }) => [id, outcome]));
}

/** The stage and the outcome by which each of the visit's lots came to it. */
export async function wayOf(
  tx: Tx,
  { lots }: Pick<Visit, 'lots'>,
): Promise<Record<string, { readonly stage: string; readonly outcome: string }>> {
  const rows = await tx
    .selectFrom('lot')
    .innerJoin('visit', 'visit.id', 'lot.from_visit')
    .select(['lot.id', 'visit.stage', 'lot.outcome'])
    .where(
      'lot.id',
      'in',
      lots.map(({ id }) => id),
    )
    .execute();
  return Object.fromEntries(rows.map(({ id, stage, outcome }) => [id, { stage, outcome: outcome ?? '' }]));
}

/** The latest finding of another stage about a post, or undefined when no track with the post has left that stage. */
export async function findingOf<F>(
  tx: Tx,
  visit: Pick<Visit, 'campaign'>,
  stage: string,
  post: string,
): Promise<F | undefined> {
  return (await latest<F>(tx, visit, stage, post))?.content;
}

/** The same with the visit that found it. */
export async function latest<F>(
  tx: Tx,
  visit: Pick<Visit, 'campaign'>,
  stage: string,
  post: string,
): Promise<{ readonly visit: string; readonly content: F } | undefined> {
  const row = await tx
    .selectFrom('finding')
    .innerJoin('visit', 'visit.id', 'finding.visit_id')
    .select(['visit.id', 'finding.content'])
    .where('visit.campaign_id', '=', visit.campaign)
    .where('visit.stage', '=', stage)
    .where('visit.status', '<>', 'superseded')
    .where('finding.replaced', '=', false)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('visit_lot')
          .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
          .select('lot.id')
          .whereRef('visit_lot.visit_id', '=', 'visit.id')
          .where('lot.post', '=', post)
          .where('lot.superseded', '=', false),
      ),
    )
    .orderBy('visit.ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { visit: row.id, content: row.content as F };
}

/** Those of a post whom the latest visit of another stage let through (合格的、到场的), in the order of their ids. */
export async function letThrough(
  tx: Tx,
  visit: Pick<Visit, 'id' | 'campaign'>,
  stage: string,
  post: string,
): Promise<string[]> {
  const rows = await cameOutOf(tx, visit, stage, post).select(['lot.people', 'visit.ordinal']).execute();
  return [
    ...new Set(rows.filter(({ ordinal }) => ordinal === rows[0]!.ordinal).flatMap(({ people }) => people)),
  ].sort();
}

/** When the latest track with a post left another stage. */
export async function passedAt(
  tx: Tx,
  visit: Pick<Visit, 'id' | 'campaign'>,
  stage: string,
  post: string,
): Promise<string | undefined> {
  return (
    (await cameOutOf(tx, visit, stage, post).select('visit.left_at').limit(1).executeTakeFirst())?.left_at ?? undefined
  );
}

const cameOutOf = (tx: Tx, visit: Pick<Visit, 'id' | 'campaign'>, stage: string, post: string) =>
  tx
    .selectFrom('lot')
    .innerJoin('visit', 'visit.id', 'lot.from_visit')
    .where('lot.campaign_id', '=', visit.campaign)
    .where('lot.post', '=', post)
    .where('lot.superseded', '=', false)
    .where('visit.stage', '=', stage)
    .where('visit.status', '<>', 'superseded')
    .where(leftBefore(visit))
    .orderBy('visit.ordinal', 'desc');

/**
 * Whether a lot came out of a visit that was left before this one was, for the first time: a correction does not let what came later into
 * what was concluded before. The order of the lots says so: instants are too coarse.
 */
const leftBefore =
  ({ id }: Pick<Visit, 'id'>) =>
  ({ eb, selectFrom }: ExpressionBuilder<Database, 'lot'>) => {
    const firstOf = selectFrom('lot as first').select(({ fn }) => fn.min('first.ordinal').as('ordinal'));
    const own = firstOf.where('first.from_visit', '=', id);
    const its = firstOf.whereRef('first.from_visit', '=', 'lot.from_visit');
    return eb.or([eb(own, 'is', null), eb(its, '<', own)]);
  };

/**
 * Everybody of a post who has been in a lot that came out of these stages: those whom a replacement list has given a turn already.
 * When a visit is walked anew after a correction, only those count whose turn came in a visit that was left before it.
 */
export async function hadTheirTurn(
  tx: Tx,
  visit: Pick<Visit, 'id' | 'campaign'>,
  stages: readonly string[],
  post: string,
): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('lot')
    .innerJoin('visit', 'visit.id', 'lot.from_visit')
    .select('lot.people')
    .where('lot.campaign_id', '=', visit.campaign)
    .where('lot.post', '=', post)
    .where('lot.superseded', '=', false)
    .where('visit.stage', 'in', stages)
    .where(leftBefore(visit))
    .execute();
  return new Set(rows.flatMap(({ people }) => people));
}

/**
 * Of the people of a visit those whom an objection has named in the visits that its lots come from. A notice may have named somebody
 * besides whom a correction has since led elsewhere.
 */
export async function objectedTo(tx: Tx, visit: Pick<Visit, 'id' | 'lots'>): Promise<string[]> {
  const rows = await tx
    .selectFrom('visit_lot')
    .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
    .innerJoin('window', 'window.visit_id', 'lot.from_visit')
    .innerJoin('answer', 'answer.window_id', 'window.id')
    .select('answer.subject')
    .distinct()
    .where('visit_lot.visit_id', '=', visit.id)
    .where('window.kind', '=', 'objection')
    .where('answer.replaced', '=', false)
    .orderBy('answer.subject')
    .execute();
  const here = peopleIn(visit.lots);
  return rows.map(({ subject }) => subject).filter((person) => here.includes(person));
}

/** What the stage found when this lot last came out of it, however many stages lie between; undefined when it never has. */
export async function findingBefore<F>(tx: Tx, lot: { readonly id: string }, stage: string): Promise<F | undefined> {
  const { rows } = await sql<{ content: F }>`
    with recursive way as (
      select id, from_visit, from_lot, 0 as back from lot where id = ${lot.id}
      union all
      select l.id, l.from_visit, l.from_lot, way.back + 1 from way join lot l on l.id = way.from_lot)
    select f.content from way
    join visit v on v.id = way.from_visit and v.stage = ${stage}
    join finding f on f.visit_id = v.id and not f.replaced
    order by way.back limit 1`.execute(tx);
  return rows[0]?.content;
}
