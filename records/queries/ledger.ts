import type { Actor } from '../actor';
import type { Records } from '../database';
import { recordKinds } from '../process-record';
import { Refusal } from '../refusal';
import { namesOf } from './names';
import { pageOf, type Page, type Stretch } from './page';
import { campaignInSight } from './sight';

async function mustSeeWhole(db: Records, actor: Actor, campaign: string): Promise<void> {
  const { whole } = await campaignInSight(db, actor, campaign);
  if (!whole) throw new Refusal('notFound', { zh: '没有可以查看的记录', en: 'There is no record to read' });
}

/** The process record, entry by entry: who, what, when, and the links of the chain; never the content. */
export async function entriesOf(
  db: Records,
  actor: Actor,
  campaign: string,
  { limit, after }: Stretch<number>,
): Promise<Page<Awaited<ReturnType<typeof entries>>[number], string>> {
  await mustSeeWhole(db, actor, campaign);
  return pageOf(await entries(db, campaign, limit + 1, after ?? 0), limit, ({ seq }) => String(seq));
}

async function entries(db: Records, campaign: string, limit: number, after: number) {
  const rows = await db
    .selectFrom('record_entry')
    .select(['seq', 'kind', 'actor', 'visit_id as visit', 'subject', 'at', 'commitment', 'previous', 'digest'])
    .where('campaign_id', '=', campaign)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
  const nameOf = await namesOf(
    db,
    rows.flatMap(({ actor }) => (actor ? [actor] : [])),
  );
  const titles: Readonly<Record<string, string>> = recordKinds;
  return rows.map(({ actor, ...row }) => ({
    ...row,
    title: titles[row.kind] ?? row.kind,
    actor: actor === null ? null : nameOf(actor),
  }));
}

/** The signed heads of the record, one a stage that was left. */
export async function anchorsOf(db: Records, actor: Actor, campaign: string) {
  await mustSeeWhole(db, actor, campaign);
  return db
    .selectFrom('anchor as a')
    .innerJoin('visit as v', 'v.id', 'a.visit_id')
    .select(['a.visit_id as visit', 'v.stage', 'a.seq', 'a.head', 'a.signature', 'a.signed_at as signedAt'])
    .where('a.campaign_id', '=', campaign)
    .orderBy('a.seq')
    .orderBy('v.ordinal')
    .execute();
}
