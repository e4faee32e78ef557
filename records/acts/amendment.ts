import type { Plan } from '../../domain/plan';
import type { Actor } from '../actor';
import { json, type Tx } from '../database';
import { oweLook } from '../owed';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { supersedeVisit } from '../visits';
import { holdCampaign } from './campaign';

/**
 * Changes the plan of a running campaign (篇7 纪律二: versioned, approved, with its reason). Later visits follow it; visits under way
 * keep the version they entered with, unless named: those end as superseded and are entered anew.
 */
export async function amend(
  tx: Tx,
  actor: Actor,
  input: { campaign: string; source: string; plan: Plan; reason: string; approvedBy: string; anew?: readonly string[] },
): Promise<{ version: number }> {
  const campaign = await holdCampaign(tx, actor, input.campaign);
  if (campaign.status !== 'running') throw new Refusal(campaign.status === 'suspended' ? 'suspended' : 'ended');
  if (input.approvedBy === actor.id)
    throw new Refusal('sameHand', { zh: '修订须由另一人批准', en: 'A second person must approve the amendment' });
  const approver = await tx
    .selectFrom('person')
    .select('roles')
    .where('id', '=', input.approvedBy)
    .where('department_id', '=', actor.department)
    .executeTakeFirst();
  if (!approver?.roles.includes('approver'))
    throw new Refusal('invalid', {
      errors: [
        {
          pointer: '/approvedBy',
          zh: '批准人须为本单位的审批人',
          en: 'the approver must be an approver of this department',
        },
      ],
    });
  const { plan: now } = await tx
    .selectFrom('campaign_plan')
    .select('plan')
    .where('campaign_id', '=', campaign.id)
    .where('version', '=', campaign.plan_version)
    .executeTakeFirstOrThrow();
  const errors = [...(await stagesThatVanish(tx, campaign.id, input.plan)), ...postsThatChange(now, input.plan)];
  if (errors.length > 0) throw new Refusal('invalid', { errors });
  const version = campaign.plan_version + 1;
  await tx
    .insertInto('campaign_plan')
    .values({ campaign_id: campaign.id, version, source: input.source, plan: json(input.plan) })
    .execute();
  await tx.updateTable('campaign').set({ plan_version: version }).where('id', '=', campaign.id).execute();
  await append(tx, campaign.id, [
    {
      kind: 'planAmended',
      actor: actor.id,
      content: { version, reason: input.reason, approvedBy: input.approvedBy, source: input.source },
    },
  ]);
  for (const id of input.anew ?? []) {
    const visit = await tx
      .selectFrom('visit')
      .select('id')
      .where('id', '=', id)
      .where('campaign_id', '=', campaign.id)
      .where('status', '=', 'open')
      .executeTakeFirst();
    if (!visit) throw new Refusal('notFound', { zh: `环节 ${id} 不在进行中`, en: `visit ${id} is not under way` });
    await supersedeVisit(tx, campaign.id, id);
  }
  await oweLook(tx, campaign.id);
  return { version };
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
