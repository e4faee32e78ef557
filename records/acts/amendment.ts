import type { Plan } from '../../domain/plan';
import type { Actor } from '../actor';
import { atClock, json, type Tx } from '../database';
import { openWindows } from '../deadlines';
import { randomId } from '../digest';
import { oweLook } from '../owed';
import { planOf } from '../position';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { supersedeVisit } from '../superseding';
import { holdCampaign } from './campaign';

/**
 * Proposes another plan for a running campaign, with its reason (篇7 纪律二: no arbitrary change). Nothing changes until an approver
 * agrees. `anew`: visits under way that shall end as superseded and be entered anew under the new plan.
 */
export async function proposeAmendment(
  tx: Tx,
  actor: Actor,
  { campaign: id, source, plan, reason, anew = [] }: Amendment & { plan: Plan },
): Promise<{ id: string }> {
  const campaign = await runningCampaign(tx, actor, id);
  const { amendable = true } = await planOf(tx, id, campaign.plan_version);
  if (!amendable) throw new Refusal('notAmendable');
  await check(tx, campaign, plan, anew);
  const amendment = randomId();
  await tx
    .insertInto('amendment')
    .values({
      id: amendment,
      campaign_id: id,
      source,
      anew: [...anew],
      reason,
      proposed_by: actor.id,
      proposed_at: atClock,
    })
    .execute();
  await append(tx, id, [{ kind: 'amendmentProposed', actor: actor.id, content: { amendment, source, anew, reason } }]);
  return { id: amendment };
}

interface Amendment {
  readonly campaign: string;
  readonly source: string;
  readonly reason: string;
  readonly anew?: readonly string[];
}

/**
 * Approves a proposed amendment, by somebody else: later visits follow the new plan, visits under way keep the version they entered
 * with, unless named.
 */
export async function approveAmendment(
  tx: Tx,
  actor: Actor,
  { campaign: within, amendment: id, read }: { campaign: string; amendment: string; read: (source: string) => Plan },
): Promise<{ version: number }> {
  const proposed = await tx
    .selectFrom('amendment')
    .selectAll()
    .where('id', '=', id)
    .where('campaign_id', '=', within)
    .forUpdate()
    .executeTakeFirst();
  if (!proposed) throw new Refusal('notFound');
  const campaign = await runningCampaign(tx, actor, proposed.campaign_id);
  if (proposed.approved_by) throw new Refusal('alreadyDone');
  if (proposed.proposed_by === actor.id) throw new Refusal('sameHand');
  const plan = read(proposed.source);
  await check(tx, campaign, plan, proposed.anew);
  const version = campaign.plan_version + 1;
  await tx
    .insertInto('campaign_plan')
    .values({ campaign_id: campaign.id, version, source: proposed.source, plan: json(plan) })
    .execute();
  await tx.updateTable('campaign').set({ plan_version: version }).where('id', '=', campaign.id).execute();
  await tx.updateTable('amendment').set({ approved_by: actor.id, approved_at: atClock }).where('id', '=', id).execute();
  await openWindows(tx, campaign.id);
  await append(tx, campaign.id, [{ kind: 'planAmended', actor: actor.id, content: { version, amendment: id } }]);
  for (const visit of proposed.anew) await supersedeVisit(tx, campaign.id, visit);
  await oweLook(tx, campaign.id);
  return { version };
}

async function runningCampaign(tx: Tx, actor: Actor, id: string) {
  const campaign = await holdCampaign(tx, actor, id);
  if (campaign.status !== 'running') throw new Refusal(campaign.status === 'suspended' ? 'suspended' : 'ended');
  return campaign;
}

async function check(
  tx: Tx,
  campaign: { id: string; plan_version: number },
  plan: Plan,
  anew: readonly string[],
): Promise<void> {
  const now = await planOf(tx, campaign.id, campaign.plan_version);
  const errors = [...(await stagesThatVanish(tx, campaign.id, plan)), ...postsThatChange(now, plan)];
  if (errors.length > 0) throw new Refusal('invalid', { errors });
  for (const id of anew) {
    const visit = await tx
      .selectFrom('visit')
      .select('id')
      .where('id', '=', id)
      .where('campaign_id', '=', campaign.id)
      .where('status', '=', 'open')
      .executeTakeFirst();
    if (!visit) throw new Refusal('notFound', { zh: `环节 ${id} 不在进行中`, en: `visit ${id} is not under way` });
  }
}

/** A stage at which somebody stands or waits must still be there. */
async function stagesThatVanish(tx: Tx, campaign: string, plan: Plan) {
  const standing = await tx
    .selectFrom('lot')
    .select('stage')
    .distinct()
    .where('campaign_id', '=', campaign)
    .where('superseded', '=', false)
    .where('stage', 'is not', null)
    .execute();
  return standing
    .filter(({ stage }) => !plan.stages.some(({ id }) => id === stage))
    .map(({ stage }) => ({
      pointer: '/source',
      zh: `环节“${stage}”已经有人走到，不能删去`,
      en: `stage ${stage} has been reached and can't be removed`,
    }));
}

/** Posts and vacancies are what the campaign is about: another set of them is another campaign. */
const postsThatChange = (now: Plan, then: Plan) =>
  JSON.stringify(now.posts.map(({ id, vacancies }) => [id, vacancies])) ===
  JSON.stringify(then.posts.map(({ id, vacancies }) => [id, vacancies]))
    ? []
    : [
        {
          pointer: '/source',
          zh: '职位和职数不能在进行中更改',
          en: 'posts and vacancies cannot change while the campaign runs',
        },
      ];
