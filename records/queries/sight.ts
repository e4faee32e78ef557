import type { Actor, Role } from '../actor';
import type { Records, Tx } from '../database';
import { Refusal } from '../refusal';

/** Roles that read the campaigns of their department, all but ballots. */
export const readers: readonly Role[] = ['organiser', 'approver', 'discipline', 'archivist'];

const noCampaign = () => new Refusal('notFound', { zh: '没有这项工作', en: 'There is no such campaign' });

/**
 * A campaign that the actor may look at: of the own department with a role that reads, or one in whose panels the actor is.
 * `whole` says whether findings may be seen too. Everything else does not exist.
 */
export async function campaignInSight(db: Records | Tx, actor: Actor, id: string) {
  const campaign = await db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirst();
  if (!campaign) throw noCampaign();
  const whole = campaign.department_id === actor.department && actor.roles.some((role) => readers.includes(role));
  if (whole) return { ...campaign, whole };
  const member = await db
    .selectFrom('panel_member')
    .select('panel')
    .where('campaign_id', '=', id)
    .where('person_id', '=', actor.id)
    .executeTakeFirst();
  if (!member) throw noCampaign();
  return { ...campaign, whole };
}

/** A campaign to which the actor may register or has: of the own department, or anybody's for who belongs to none. */
export async function campaignOpenTo(db: Records | Tx, actor: Actor, id: string) {
  const campaign = await db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirst();
  if (!campaign || (actor.department !== null && campaign.department_id !== actor.department)) throw noCampaign();
  return campaign;
}
