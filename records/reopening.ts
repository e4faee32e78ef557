import { sql } from 'kysely';
import { atClock, type Tx } from './database';
import { oweLook } from './owed';
import { following } from './position';
import { append } from './process-record';
import { hasAppointed } from './results';
import type { Visit } from './visits';

/**
 * What a campaign kept about people has been corrected: whatever has read it works it out again, in its own campaign and in others of
 * the department. Where a post has been appointed, or a campaign is over, only a new procedure changes anything: what was read stays.
 */
export async function reopenReaders(
  tx: Tx,
  { id, campaign, department }: Pick<Visit, 'id' | 'campaign' | 'department'>,
  people: readonly string[],
): Promise<void> {
  if (people.length === 0) return;
  // In its own campaign they are stale already: the correction is of something before them.
  await knowAnew(tx, await following(tx, [id]));
  const others = await tx
    .selectFrom('campaign')
    .select(['id', 'status'])
    .where('department_id', '=', department)
    .where('id', '<>', campaign)
    .where('status', 'in', ['running', 'suspended'])
    .where('id', 'in', (each) =>
      each
        .selectFrom('lot')
        .select('campaign_id')
        .where(sql<boolean>`people && ${people}`),
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  for (const other of others) {
    const visits = await leftWith(tx, other.id, people);
    if (visits.length === 0) continue;
    await knowAnew(tx, [...visits, ...(await following(tx, visits))]);
    await append(tx, other.id, [{ kind: 'sourceCorrected', actor: null, content: { campaign, people } }]);
    // One that is suspended looks when it is resumed.
    if (other.status === 'running') await oweLook(tx, other.id);
  }
}

/** The visits of these people that were left, of posts to which nobody has been appointed. */
async function leftWith(tx: Tx, campaign: string, people: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('visit')
    .innerJoin('visit_lot', 'visit_lot.visit_id', 'visit.id')
    .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
    .select(['visit.id', 'lot.post'])
    .where('visit.campaign_id', '=', campaign)
    .where('visit.status', '=', 'left')
    .where('lot.superseded', '=', false)
    .where(sql<boolean>`lot.people && ${people}`)
    .execute();
  const appointed = new Map<string, boolean>();
  for (const { post } of rows) if (!appointed.has(post)) appointed.set(post, await hasAppointed(tx, campaign, post));
  const closed = new Set(rows.filter(({ post }) => appointed.get(post)).map(({ id }) => id));
  return [...new Set(rows.map(({ id }) => id))].filter((id) => !closed.has(id));
}

/** Has visits that were left walked anew, on what is known by now. */
const knowAnew = (tx: Tx, visits: readonly string[]) =>
  tx
    .updateTable('visit')
    .set({ status: 'stale', known_at: atClock })
    .where('id', '=', sql<string>`any(${visits})`)
    .where('status', 'in', ['left', 'stale'])
    .execute();
