import { sql } from 'kysely';
import type { AnswerOf } from '../../domain/answers';
import { readPlan, type Plan } from '../../domain/plan';
import type { Actor } from '../actor';
import { json, type Tx } from '../database';
import { Refusal } from '../refusal';
import { windowId } from '../windows';
import { startCampaign, type Roster } from './campaign';
import type { HeldWindow } from './holding';

/**
 * Starts the campaign that a stage asks for, in the transaction of the answer, so that there is one for one answer. Panels, electorates
 * and the pool that the answer does not name are those of the same name in the campaign that starts it.
 */
export async function startForStage(
  tx: Tx,
  actor: Actor,
  window: Pick<HeldWindow, 'id' | 'campaign_id' | 'visit_id' | 'terms' | 'due_at'>,
  { version, roster = {} }: AnswerOf<'campaignStart'>,
): Promise<void> {
  const id = window.terms.plan!;
  const published = await tx
    .selectFrom('plan_version')
    .select(['version', 'source'])
    .where('department_id', '=', actor.department)
    .where('plan_id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version!))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!published)
    throw new Refusal('notFound', { zh: `还没有发布方案 ${id}`, en: `The plan ${id} has not been published` });
  const plan = planIn(published.source);
  const own = await rosterOf(tx, window.campaign_id, plan);
  const child = await startCampaign(tx, actor, {
    plan: id,
    version: published.version,
    roster: {
      panels: { ...own.panels, ...roster.panels },
      electorates: { ...own.electorates, ...roster.electorates },
      pool: { ...own.pool, ...roster.pool },
      outside: roster.outside ?? [],
    },
    read: planIn,
  });
  await tx.updateTable('campaign').set({ started_for: window.id }).where('id', '=', child.id).execute();
  await awaitEnd(tx, window);
}

/**
 * What waits for the end of a campaign no longer lapses, as it would have had nothing been started. It is owed, by those who owed the
 * start, by the time at which the item is to be done.
 */
async function awaitEnd(
  tx: Tx,
  { id, visit_id, terms, due_at }: Pick<HeldWindow, 'id' | 'visit_id' | 'terms' | 'due_at'>,
): Promise<void> {
  const waiting = await tx
    .updateTable('window')
    .set({ lapses_at: null, due_at, terms: json(terms.scheduled ? { scheduled: terms.scheduled } : {}) })
    .where('id', '=', windowId(visit_id, 'outcome'))
    .returning('id')
    .executeTakeFirst();
  if (!waiting) return;
  await tx
    .insertInto('holder')
    .columns(['window_id', 'person_id', 'subject'])
    .expression(
      tx
        .selectFrom('holder')
        .select([sql<string>`${waiting.id}::text`.as('window_id'), 'person_id', 'subject'])
        .where('window_id', '=', id),
    )
    .execute();
}

function planIn(source: string): Plan {
  const read = readPlan(source);
  if (!('plan' in read)) throw new Refusal('planInvalid');
  return read.plan;
}

/** Of a running campaign's people those whom another plan has a use for. */
async function rosterOf(
  tx: Tx,
  campaign: string,
  plan: Plan,
): Promise<Required<Pick<Roster, 'panels' | 'electorates' | 'pool'>>> {
  const [members, electors, pool] = [
    await tx.selectFrom('panel_member').select(['panel', 'person_id']).where('campaign_id', '=', campaign).execute(),
    await tx
      .selectFrom('elector')
      .select(['electorate', 'class', 'person_id'])
      .where('campaign_id', '=', campaign)
      .execute(),
    await tx.selectFrom('pool_member').select(['person_id', 'facts']).where('campaign_id', '=', campaign).execute(),
  ];
  const panels: Record<string, string[]> = {};
  for (const { panel, person_id } of members) if (plan.panels[panel]) (panels[panel] ??= []).push(person_id);
  const electorates: Record<string, Record<string, string[]>> = {};
  for (const { electorate, class: name, person_id } of electors)
    if (plan.electorates[electorate]?.classes[name] !== undefined)
      ((electorates[electorate] ??= {})[name] ??= []).push(person_id);
  return { panels, electorates, pool: Object.fromEntries(pool.map(({ person_id, facts }) => [person_id, facts])) };
}
