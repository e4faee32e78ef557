import { sql } from 'kysely';
import type { Tx } from './database';
import { closeWindow } from './settling';
import type { Visit } from './visits';

/**
 * Those of the people whom a track of the campaign still walked when the visit was left, or walks now. The order of the record says
 * what had been entered and left by then: what a correction undid later was under way all the same.
 */
export async function underWay(
  tx: Tx,
  { id, campaign, before }: Pick<Visit, 'id' | 'campaign' | 'before'>,
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  if (people.length === 0) return new Set();
  const { rows } = await sql<{ person: string }>`
    with been as (
      select visit_id, bool_or(kind = 'visitLeft') as gone, bool_or(kind <> 'visitEntered') as over from record_entry
      where campaign_id = ${campaign} and kind in ('visitEntered', 'visitLeft', 'visitSuperseded')
        and (${before}::bigint is null or seq < ${before}::bigint) group by visit_id),
    stood as (
      select l.superseded, l.people, coalesce(bool_or(b.gone), false) as gone, coalesce(bool_or(not b.over), false) as inside
      from lot l left join visit_lot vl on vl.lot_id = l.id left join been b on b.visit_id = vl.visit_id
      where l.campaign_id = ${campaign} and l.stage is not null
        and l.ordinal < coalesce((select min(ordinal) from lot where from_visit = ${id}), 'infinity'::float8)
      group by l.id, l.superseded, l.people)
    select distinct person from stood cross join unnest(people) as person
    where (inside or not (gone or superseded)) and person = any(${[...people]})`.execute(tx);
  return new Set(rows.map(({ person }) => person));
}

/** Closes what waits for the end of somebody's case, once it has come. The caller holds the campaign's open windows. */
export async function wakeAwaiting(tx: Tx, campaign: string): Promise<void> {
  const waiting = await tx
    .selectFrom('window')
    .select(['id', 'visit_id', 'terms'])
    .where('campaign_id', '=', campaign)
    .where('closed_at', 'is', null)
    .where(sql<boolean>`terms -> 'awaits' is not null`)
    .orderBy('id')
    .execute();
  for (const { id, visit_id, terms } of waiting) {
    const awaited = terms.awaits ?? [];
    const still = await underWay(tx, { id: visit_id, campaign, before: null }, awaited);
    if (still.size < awaited.length) await closeWindow(tx, id, 'act');
  }
}
