import { sql } from 'kysely';
import type { Tx } from './database';
import { Break, nameOf, type FoundAnchor, type FoundEntry } from './verification';

/** A campaign's chain with the contents that are still there. */
export async function chainIn(tx: Tx, campaign: string): Promise<FoundEntry[]> {
  const rows = await tx
    .selectFrom('record_entry')
    .selectAll()
    .select(sql<boolean>`at = date_trunc('milliseconds', at)`.as('exact'))
    .where('campaign_id', '=', campaign)
    .orderBy('seq')
    .execute();
  const contents = await tx.selectFrom('record_content').selectAll().where('campaign_id', '=', campaign).execute();
  const opened = new Map(contents.map(({ seq, salt, content }) => [seq, { salt, content }]));
  return rows.map(({ exact, ...entry }) => {
    // An instant is read in milliseconds, as it was written; what is finer would escape the digest.
    if (!exact) throw new Break(nameOf(entry), '时间不是记入时的整毫秒');
    const content = opened.get(entry.seq);
    return content ? { ...entry, opened: content } : entry;
  });
}

export const anchorsIn = (tx: Tx, campaign: string): Promise<FoundAnchor[]> =>
  tx
    .selectFrom('anchor')
    .select(['visit_id', 'seq', 'head', 'signature', 'signed_at'])
    .where('campaign_id', '=', campaign)
    .orderBy('seq')
    .execute();

/** Every answer of the campaign, corrected ones too, with the window that took it. */
export const answersIn = (tx: Tx, campaign: string) =>
  tx
    .selectFrom('answer as a')
    .innerJoin('window as w', 'w.id', 'a.window_id')
    .select([
      'a.id',
      'a.window_id',
      'a.person_id',
      'a.subject',
      'a.content',
      'a.answered_at',
      'a.replaces',
      'a.replaced',
    ])
    .select(['w.visit_id', 'w.purpose', 'w.kind', 'w.title'])
    .where('w.campaign_id', '=', campaign)
    .orderBy('a.answered_at')
    .orderBy('a.id')
    .execute();
export type FoundAnswer = Awaited<ReturnType<typeof answersIn>>[number];

export const visitsIn = (tx: Tx, campaign: string) =>
  tx
    .selectFrom('visit')
    .select(['id', 'stage', 'status', 'plan_version', 'entered_at', 'left_at'])
    .select((each) =>
      each
        .selectFrom('visit_lot')
        .whereRef('visit_id', '=', 'visit.id')
        .select(sql<string[]>`coalesce(array_agg(lot_id order by lot_id), '{}')`.as('lots'))
        .as('lots'),
    )
    .where('campaign_id', '=', campaign)
    .orderBy('ordinal')
    .execute();
export type FoundVisit = Awaited<ReturnType<typeof visitsIn>>[number];

export const findingsIn = (tx: Tx, campaign: string) =>
  tx
    .selectFrom('finding as f')
    .innerJoin('visit as v', 'v.id', 'f.visit_id')
    .select(['f.visit_id', 'f.content', 'f.replaced', 'f.found_at', 'v.stage'])
    .where('v.campaign_id', '=', campaign)
    .orderBy('v.ordinal')
    .orderBy('f.found_at')
    .orderBy('f.replaced', 'desc')
    .execute();
