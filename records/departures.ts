import { sql } from 'kysely';
import type { ReplacementGround } from '../domain/plan';
import type { Tx } from './database';
import { stillIn } from './people';
import { returnsSince } from './returns';
import type { Visit } from './visits';

/**
 * Who has left the seats of a lot, and on what ground: of the nearest lot before it that had people, those who are in no lot that came of
 * it. `withdrawal`: of their own will, also at the talk; `exclusion`; `result`: a stage found so.
 */
export async function leftFrom(
  tx: Tx,
  visit: Pick<Visit, 'campaign' | 'before'>,
  lot: { readonly id: string },
): Promise<Record<string, ReplacementGround>> {
  const { rows } = await sql<{ person: string; from: string; declined: boolean; excluded: boolean }>`
    with recursive way as (
      select id, from_lot, people, from_visit, 0 as back from lot where id = ${lot.id}
      union all
      select l.id, l.from_lot, l.people, l.from_visit, way.back + 1 from way join lot l on l.id = way.from_lot
      where way.people = '{}'),
    had as (select id, people, from_visit, back from way where people <> '{}' order by back limit 1),
    gone as (
      select p as person, had.from_visit as "from" from had, unnest(had.people) p
      where had.back = 0 or not exists (
        select from lot l where l.from_lot = had.id and not l.superseded and p = any(l.people)))
    select g.person, g.from, q.excluded_at is not null as excluded, exists (
        select from had join visit_lot vl on vl.lot_id = had.id
        join "window" w on w.visit_id = vl.visit_id and w.kind = 'talk'
        join answer a on a.window_id = w.id and a.subject = g.person and not a.replaced
        where a.content ->> 'answer' = 'declined') as declined
    from gone g left join participant q on q.campaign_id = ${visit.campaign} and q.person_id = g.person
    order by g.person`.execute(tx);
  const still = await stillIn(
    tx,
    visit,
    rows.map(({ person }) => person),
  );
  const hasReturned = await returnsSince(tx, visit, [...new Set(rows.map(({ from }) => from))]);
  const groundOf = ({ person, from, excluded, declined }: (typeof rows)[number]): ReplacementGround => {
    if (!still.includes(person)) return excluded ? 'exclusion' : 'withdrawal';
    return declined || hasReturned(from, person) ? 'withdrawal' : 'result';
  };
  return Object.fromEntries(rows.map((row) => [row.person, groundOf(row)]));
}
