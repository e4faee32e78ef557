import { checkFacts, factsNeeded } from '../../domain/eligibility';
import type { Plan } from '../../domain/plan';
import { sql } from 'kysely';
import type { Actor } from '../actor';
import { atClock, clock, json, type Tx } from '../database';
import { openWindows } from '../deadlines';
import { keptFactsOf } from '../keptFacts';
import { queueLetters } from '../letters';
import { oweLook } from '../owed';
import { planOf } from '../position';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { isAppointed } from '../results';
import { closeWindow } from '../settling';
import { keepAnswer } from './answer';
import { holdWindow, mustBeOpen, type HeldWindow } from './holding';

export interface Application {
  readonly post: string;
  /** Further posts, the dearest first, where registration is not bound to one. */
  readonly wishes?: readonly string[];
  readonly channel?: 'self' | 'organisation';
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Registers the actor for a post while registration is open (报名). One application a person and campaign. */
export async function apply(
  tx: Tx,
  actor: Actor,
  { window: id, ...application }: Application & { window: string },
): Promise<{ id: string }> {
  const window = await applications(tx, id);
  mustBeOpen(window);
  await checkForm(tx, actor.id, window.campaign_id, application);
  const already = await tx
    .selectFrom('answer')
    .innerJoin('window', 'window.id', 'answer.window_id')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .leftJoin('participant as p', (join) =>
      join.onRef('p.campaign_id', '=', 'window.campaign_id').onRef('p.person_id', '=', 'answer.person_id'),
    )
    .select('answer.id')
    .where('window.campaign_id', '=', window.campaign_id)
    .where('window.kind', '=', 'application')
    .where('visit.status', '<>', 'superseded')
    .where('answer.person_id', '=', actor.id)
    .where('answer.replaced', '=', false)
    // Who has withdrawn may come again when registration is opened again.
    .where((eb) => eb.or([eb('window.id', '=', id), eb('p.withdrawn_at', 'is', null)]))
    .executeTakeFirst();
  if (already)
    throw new Refusal('alreadyDone', {
      zh: '您已经报过名了；报名截止前可以改报或退出',
      en: 'You are registered already; you may change post or withdraw',
    });
  const given = await keepAnswer(tx, window, actor.id, '', application, 'applied');
  await tx
    .insertInto('participant')
    .values({ campaign_id: window.campaign_id, person_id: actor.id, facts: json(application.facts) })
    .onConflict((conflict) =>
      conflict
        .columns(['campaign_id', 'person_id'])
        .doUpdateSet({ facts: json(application.facts), withdrawn_at: null }),
    )
    .execute();
  await queueLetters(tx, {
    visit: window.visit_id,
    campaign: window.campaign_id,
    purpose: 'applied',
    letter: 'applied',
    to: [actor.id],
    terms: { window: id, post: application.post },
  });
  return { id: given.id };
}

/**
 * The facts that the post's conditions ask for are there, of their type, and no others; what earlier campaigns have kept need not be
 * declared. Throws `invalid` with every problem.
 */
async function checkForm(
  tx: Tx,
  person: string,
  campaign: string,
  { post, wishes = [], facts }: Application,
): Promise<void> {
  const { plan_version, department_id } = await tx
    .selectFrom('campaign')
    .select(['plan_version', 'department_id'])
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
  const plan = await planOf(tx, campaign, plan_version);
  const now = await clock(tx);
  const reading = { department: department_id, asOf: now, knownAt: now };
  const kept = (await keptFactsOf(tx, reading, [person]))[person] ?? {};
  const asked = factsNeeded(plan.conditions).map(({ key }) => key);
  const known = { ...Object.fromEntries(Object.entries(kept).filter(([key]) => asked.includes(key))), ...facts };
  const problems = [post, ...wishes].flatMap((each) => checkFacts(plan.conditions, each, known));
  const errors = [...new Map(problems.map((problem) => [`${problem.pointer} ${problem.zh}`, problem])).values()];
  if (errors.length > 0) throw new Refusal('invalid', { errors });
}

/** Changes the post applied for, before registration closes (《竞争上岗规定》: 报名截止前可以改报). The old application stays. */
export async function changePost(
  tx: Tx,
  actor: Actor,
  { window: id, post, wishes }: { window: string; post: string; wishes?: readonly string[] | undefined },
): Promise<{ id: string }> {
  const window = await applications(tx, id);
  mustBeOpen(window);
  if (!window.terms.changePost)
    throw new Refusal('notYours', { zh: '本次报名不能改报职位', en: 'The post cannot be changed in this campaign' });
  const mine = await tx
    .selectFrom('answer')
    .select(['id', 'content'])
    .where('window_id', '=', id)
    .where('person_id', '=', actor.id)
    .where('replaced', '=', false)
    .forUpdate()
    .executeTakeFirst();
  if (!mine) throw new Refusal('notFound', { zh: '您还没有报名', en: 'You are not registered' });
  const { wishes: _, ...before } = mine.content as Application;
  const changed = { ...before, post, ...(wishes ? { wishes } : {}) };
  await checkForm(tx, actor.id, window.campaign_id, changed);
  await tx.updateTable('answer').set({ replaced: true }).where('id', '=', mine.id).execute();
  const given = await keepAnswer(tx, window, actor.id, '', changed, 'postChanged');
  await tx.updateTable('answer').set({ replaces: mine.id }).where('id', '=', given.id).execute();
  await queueLetters(tx, {
    visit: window.visit_id,
    campaign: window.campaign_id,
    purpose: `postChanged:${given.id}`,
    letter: 'applied',
    to: [actor.id],
    terms: { window: id, post, changed: true },
  });
  return { id: given.id };
}

/** Leaves the campaign of the actor's own will, at any moment before appointment. What waits for a word about this person waits no more. */
export async function withdraw(
  tx: Tx,
  actor: Actor,
  { campaign: id, reason }: { campaign: string; reason: string },
): Promise<Record<string, never>> {
  const campaign = await tx.selectFrom('campaign').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  const mine = await tx
    .selectFrom('participant')
    .selectAll()
    .where('campaign_id', '=', id)
    .where('person_id', '=', actor.id)
    .executeTakeFirst();
  if (!campaign || !mine)
    throw new Refusal('notFound', { zh: '您没有参加这项工作', en: 'You are not part of this campaign' });
  if (mine.excluded_at) throw new Refusal('notYours', { zh: '您已被取消资格', en: 'You have been excluded' });
  if (mine.withdrawn_at) throw new Refusal('alreadyDone', { zh: '您已经退出', en: 'You have withdrawn already' });
  if (campaign.status === 'suspended') throw new Refusal('suspended');
  if (campaign.status !== 'running') throw new Refusal('ended');
  if (isListed(await planOf(tx, id, campaign.plan_version)))
    throw new Refusal('notYours', {
      zh: '名单由组织确定，本人不能退出；情况有变的，由有权机关处理',
      en: 'The list is not made of people who applied; ask an authorised organ to take you out',
    });
  if (await isAppointed(tx, id, actor.id))
    throw new Refusal('appointed', { zh: '您已任职，不能再以退出方式离开', en: 'You have been appointed' });
  await tx
    .updateTable('participant')
    .set({ withdrawn_at: atClock })
    .where('campaign_id', '=', id)
    .where('person_id', '=', actor.id)
    .execute();
  // Locked before anything is recorded: window, then chain. So no answer about the person is under way.
  await openWindows(tx, id);
  await append(tx, id, [{ kind: 'withdrew', actor: actor.id, subject: actor.id, content: { reason } }]);
  await dropSubject(tx, id, actor.id);
  return {};
}

/** Whether people are in because a list says so (常年核查、考核名册) and not because they or others put them forward. */
const isListed = ({ stages }: Plan): boolean =>
  stages.some((stage) => stage.stage === 'scan' || (stage.stage === 'registration' && stage.form === 'roll'));

/** Nobody owes an answer about this person any more; a window that lacked only those is complete. */
export async function dropSubject(tx: Tx, campaign: string, person: string): Promise<void> {
  const dropped = await tx
    .deleteFrom('holder')
    .using('window')
    .whereRef('window.id', '=', 'holder.window_id')
    .where('window.campaign_id', '=', campaign)
    .where('window.closed_at', 'is', null)
    .where('holder.subject', '=', person)
    .where('holder.answered', '=', false)
    .returning('holder.window_id')
    .execute();
  const ended = await endTerms(tx, campaign, person);
  if (dropped.length > 0 || ended) await oweLook(tx, campaign);
}

/** A term that runs for people of whom nobody is left has ended (提前终止). */
async function endTerms(tx: Tx, campaign: string, person: string): Promise<boolean> {
  const terms = await tx
    .selectFrom('window as w')
    .select('w.id')
    .where('w.campaign_id', '=', campaign)
    .where('w.kind', '=', 'term')
    .where('w.closed_at', 'is', null)
    .where(sql<boolean>`w.terms->'subjects' ? ${person}`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('participant as p')
            .select('p.person_id')
            .where('p.campaign_id', '=', campaign)
            .where('p.withdrawn_at', 'is', null)
            .where('p.excluded_at', 'is', null)
            .where(sql<boolean>`w.terms->'subjects' ? p.person_id`),
        ),
      ),
    )
    .orderBy('w.id')
    .execute();
  for (const { id } of terms) await closeWindow(tx, id, 'act');
  return terms.length > 0;
}

async function applications(tx: Tx, id: string): Promise<HeldWindow> {
  const window = await holdWindow(tx, id);
  if (window.kind !== 'application') throw new Refusal('notFound');
  return window;
}
