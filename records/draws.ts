import type { Tx } from './database';
import type { Visit } from './visits';

/**
 * A seed that was public before anybody could know what will be drawn: the head of the record as it was last signed and mailed,
 * with the name of the draw. Before the first signature it is the campaign's id.
 */
export async function publishedSeed(tx: Tx, { campaign, stage }: Pick<Visit, 'campaign' | 'stage'>): Promise<string> {
  const last = await tx
    .selectFrom('anchor')
    .select('head')
    .where('campaign_id', '=', campaign)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return `${last?.head ?? campaign} ${stage.id}`;
}

/** Everybody who came to a stage in this campaign, in whatever lot. */
export async function cameTo(tx: Tx, campaign: string, stage: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('visit as v')
    .innerJoin('visit_lot as vl', 'vl.visit_id', 'v.id')
    .innerJoin('lot', 'lot.id', 'vl.lot_id')
    .select('lot.people')
    .where('v.campaign_id', '=', campaign)
    .where('v.stage', '=', stage)
    .where('v.status', '<>', 'superseded')
    .where('lot.superseded', '=', false)
    .execute();
  return [...new Set(rows.flatMap(({ people }) => people))].sort();
}
