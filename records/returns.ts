import { sql } from 'kysely';
import type { Tx } from './database';

/**
 * Who withdrew after a visit had been left and then registered again (退出后重新报名) stands where the new application leads: what that
 * visit came to is theirs no longer. Answers a test of a person against one of these visits.
 */
export async function returnsSince(
  tx: Tx,
  { campaign, before }: { readonly campaign: string; readonly before: number | null },
  visits: readonly string[],
): Promise<(visit: string, person: string) => boolean> {
  const { rows } = await sql<{ visit: string; person: string }>`
    select l.visit_id as visit, w.subject as person
    from record_entry w
    join record_entry l on l.campaign_id = w.campaign_id and l.kind = 'visitLeft' and l.seq < w.seq
      and l.visit_id = any(${visits})
    where w.campaign_id = ${campaign} and w.kind = 'withdrew' and exists (
      select from record_entry a where a.campaign_id = w.campaign_id and a.actor = w.actor and a.kind = 'applied'
        and a.seq > w.seq and (a.seq < ${before} or ${before}::bigint is null))`.execute(tx);
  const gone = new Set(rows.map(({ visit, person }) => `${visit} ${person}`));
  return (visit, person) => gone.has(`${visit} ${person}`);
}
