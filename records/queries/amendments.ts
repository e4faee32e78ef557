import type { Actor } from '../actor';
import type { Records } from '../database';
import { namesOf } from './names';
import { campaignInSight } from './sight';

/** Every amendment that was proposed to a campaign's plan, the latest last, and who approved it. */
export async function amendmentsOf(db: Records, actor: Actor, campaign: string) {
  await campaignInSight(db, actor, campaign);
  const rows = await db
    .selectFrom('amendment')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .orderBy('proposed_at')
    .orderBy('id')
    .execute();
  const nameOf = await namesOf(
    db,
    rows.flatMap(({ proposed_by, approved_by }) => [proposed_by, ...(approved_by ? [approved_by] : [])]),
  );
  return rows.map(({ id, source, reason, anew, proposed_by, proposed_at, approved_by, approved_at }) => ({
    id,
    source,
    reason,
    anew,
    proposedBy: nameOf(proposed_by),
    proposedAt: proposed_at,
    approvedBy: approved_by ? nameOf(approved_by) : null,
    approvedAt: approved_at,
  }));
}
