import type { Actor } from '../actor';
import type { Records } from '../database';
import { namesOf } from './names';
import { campaignInSight } from './sight';
import { Refusal } from '../refusal';

/** The corrections of a campaign, signed and not: what stood there, what shall, why, by whose two hands. */
export async function correctionsOf(db: Records, actor: Actor, campaign: string) {
  const { whole } = await campaignInSight(db, actor, campaign);
  if (!whole) throw new Refusal('notFound');
  const rows = await db
    .selectFrom('correction as c')
    .innerJoin('answer as a', 'a.id', 'c.answer_id')
    .innerJoin('window as w', 'w.id', 'a.window_id')
    .select([
      'c.id',
      'c.answer_id as answer',
      'w.id as window',
      'w.title',
      'a.subject',
      'a.content as before',
      'c.content as after',
      'c.reason',
    ])
    .select(['c.proposed_by', 'c.proposed_at as proposedAt', 'c.signed_by', 'c.signed_at as signedAt'])
    .where('c.campaign_id', '=', campaign)
    .orderBy('c.proposed_at')
    .orderBy('c.id')
    .execute();
  const nameOf = await namesOf(
    db,
    rows.flatMap(({ proposed_by, signed_by, subject }) =>
      [proposed_by, signed_by, subject].filter((each): each is string => !!each),
    ),
  );
  return rows.map(({ proposed_by, signed_by, subject, ...row }) => ({
    ...row,
    subject: subject ? nameOf(subject) : null,
    proposedBy: nameOf(proposed_by),
    signedBy: signed_by === null ? null : nameOf(signed_by),
  }));
}
