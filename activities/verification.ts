import type { KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { readPlan } from '../domain/plan';
import type { Tx } from '../records/database';
import { canonical } from '../records/digest';
import { Break, verifyAnchors, verifyChain, verifyPrefix, type FoundEntry } from '../records/verification';
import { verifyAnswers } from '../records/verificationOfAnswers';
import { verifyBallots } from '../records/verificationOfBallots';
import { verifyStanding } from '../records/verificationOfStanding';
import { verifyFindings, verifyVisits } from '../records/verificationOfVisits';
import { anchorsIn, answersIn, chainIn, visitsIn, type FoundVisit } from '../records/verificationRows';
import type { Conclusion } from '../records/leaving';
import { loadVisit, type Visit } from '../records/visits';
import { conclusionOf } from './campaign';

/** What was held against each other. */
export interface Figures {
  readonly entries: number;
  /** Contents that are gone, as when a person was erased: the chain holds without them. */
  readonly redacted: number;
  readonly anchors: number;
  readonly answers: number;
  /** Visits that were worked out again. */
  readonly visits: number;
  readonly ballots: number;
}

export interface Keepsakes {
  readonly publicKey: KeyObject;
  /** Heads that were kept outside: printed, mailed. */
  readonly outside?: readonly { readonly seq: number; readonly head: string }[];
}

/**
 * Verifies one campaign: its chain and anchors, its rows against the chain, and every stage that was left, worked out once more.
 * Changes nothing. The transaction should be `repeatable read`, so that a campaign under way is seen at one instant.
 *
 * @throws {Break} at the first break
 */
export async function verifyCampaign(
  tx: Tx,
  campaign: string,
  { publicKey, outside = [] }: Keepsakes,
): Promise<Figures> {
  const entries = await chainIn(tx, campaign);
  const { redacted } = verifyChain(campaign, entries);
  for (const anchor of outside) verifyPrefix(entries, anchor);
  const anchors = await anchorsIn(tx, campaign);
  verifyAnchors(campaign, entries, anchors, publicKey);

  await verifyStanding(tx, campaign, entries);
  const [visits, answers] = [await visitsIn(tx, campaign), await answersIn(tx, campaign)];
  verifyVisits(entries, visits);
  verifyAnswers(entries, answers);
  await verifyFindings(tx, campaign, entries);
  await verifyPlans(tx, campaign);
  const ballots = await verifyBallots(tx, campaign, entries);
  const again = await workOutAgain(tx, campaign, entries, visits);
  return {
    entries: entries.length,
    redacted,
    anchors: anchors.length,
    answers: answers.length,
    visits: again,
    ballots,
  };
}

/** A plan as it is walked says nothing that its text does not. Settings that a later version reads besides are no break. */
async function verifyPlans(tx: Tx, campaign: string): Promise<void> {
  const plans = await tx.selectFrom('campaign_plan').selectAll().where('campaign_id', '=', campaign).execute();
  for (const { version, source, plan } of plans) {
    const read = readPlan(source);
    if ('plan' in read && !within(plan, read.plan)) throw new Break(`方案第 ${version} 版`, '所执行的与原文不符');
  }
}

function within(part: unknown, whole: unknown): boolean {
  if (part === null || typeof part !== 'object' || whole === null || typeof whole !== 'object') return part === whole;
  if (Array.isArray(part) && part.length !== (whole as unknown[]).length) return false;
  return Object.entries(part).every(([key, value]) => within(value, (whole as Record<string, unknown>)[key]));
}

/**
 * Works out every visit that was left, the last one first, each on the rows as they stood when it was left: what followed is taken
 * back step by step. That is done on temporary copies, whose names come before the tables' own for this transaction alone.
 */
async function workOutAgain(
  tx: Tx,
  campaign: string,
  entries: readonly FoundEntry[],
  visits: readonly FoundVisit[],
): Promise<number> {
  // With the lots of the campaigns that it started: a stage brings back whom they appointed.
  await sql`create temporary table lot on commit drop as select * from lot where campaign_id = ${sql.lit(campaign)}
    or campaign_id in (select c.id from campaign c join "window" w on w.id = c.started_for where w.campaign_id = ${sql.lit(campaign)})`.execute(
    tx,
  );
  await sql`create temporary table visit on commit drop as select * from visit where campaign_id = ${sql.lit(campaign)}`.execute(
    tx,
  );
  await sql`create temporary table kept_fact on commit drop as select k.* from kept_fact k join campaign c
    on c.department_id = k.department_id where c.id = ${sql.lit(campaign)}`.execute(tx);
  // A connection that knows a statement from before would carry it out on the tables themselves: it looks the names up again. And
  // should one still mean a table, nothing but the copies can be written to from here.
  await sql`discard plans`.execute(tx);
  await sql`set transaction read only`.execute(tx);
  await verifyFirstLots(tx, campaign);
  const leftAt = new Map(
    visits.map(({ id }) => [id, entries.find((e) => e.kind === 'visitLeft' && e.visit_id === id)?.seq ?? Infinity]),
  );
  const ordered = [...visits].sort((a, b) => leftAt.get(b.id)! - leftAt.get(a.id)!);
  let worked = 0;
  for (const { id, status } of ordered) {
    const visit = await loadVisit(tx, id);
    const [lots, finding] = [await lotsFrom(tx, id), await findingOf(tx, id)];
    await tx.updateTable('visit').set({ status: 'superseded' }).where('id', '=', id).execute();
    await tx.updateTable('lot').set({ superseded: true }).where('from_visit', '=', id).execute();
    await tx.deleteFrom('kept_fact').where('visit_id', '=', id).execute();
    if (status === 'left') {
      compare(visit, await conclusionOf(tx, visit), lots, finding);
      worked++;
    } else if (status !== 'stale' && lots.length > 0)
      throw new Break(nameOfVisit(visit), `留有 ${lots.length} 个批次`, '没有，环节已作废或未结束');
  }
  return worked;
}

type LeftLot = Awaited<ReturnType<typeof lotsFrom>>[number];
const lotsFrom = (tx: Tx, visit: string) =>
  tx
    .selectFrom('lot')
    .select(['post', 'outcome', 'vacancies', 'people', 'stage', 'result'])
    .where('from_visit', '=', visit)
    .where('superseded', '=', false)
    .execute();

const findingOf = (tx: Tx, visit: string) =>
  tx
    .selectFrom('finding')
    .select('content')
    .where('visit_id', '=', visit)
    .where('replaced', '=', false)
    .executeTakeFirst();

function compare(
  visit: Visit,
  { parts, finding }: Conclusion,
  lots: readonly LeftLot[],
  found?: { content: unknown },
): void {
  const where = nameOfVisit(visit);
  const again = finding === undefined ? undefined : (JSON.parse(JSON.stringify(finding)) as unknown);
  if (canonical(again ?? null) !== canonical(found?.content ?? null))
    throw new Break(where, `认定为 ${differing(found?.content, again)}`, differing(again, found?.content));
  const edges = visit.stage.outcomes as Readonly<Record<string, string>>;
  const are = lots.map(({ post, outcome, vacancies, people, stage, result }) =>
    // A campaign that was cancelled ends the seats that waited.
    canonical([
      post,
      outcome,
      vacancies,
      [...people].sort(),
      result === 'cancelled' ? edges[outcome ?? ''] : (stage ?? result),
    ]),
  );
  const should = parts.map(({ lot, outcome, vacancies, people }) =>
    canonical([visit.lots.find(({ id }) => id === lot)!.post, outcome, vacancies, [...people].sort(), edges[outcome]]),
  );
  if (!isDeepStrictEqual(are.sort(), should.sort()))
    throw new Break(where, `去向为 ${are.join(' ') || '无'}`, should.join(' ') || '无');
}

/** The part of a finding that another does not say, short enough for a line. */
function differing(of: unknown, other: unknown, path = ''): string {
  if (of !== null && other !== null && typeof of === 'object' && typeof other === 'object') {
    const keys = [...new Set([...Object.keys(of), ...Object.keys(other)])];
    const key = keys.find(
      (each) => canonical((of as Named)[each] ?? null) !== canonical((other as Named)[each] ?? null),
    );
    if (key !== undefined) return differing((of as Named)[key], (other as Named)[key], path ? `${path}.${key}` : key);
  }
  return `${path} ${of === undefined ? '无' : canonical(of).slice(0, 120)}`.trim();
}
type Named = Readonly<Record<string, unknown>>;

/** Before any stage there is one lot a post, with its vacancies and nobody in it. */
async function verifyFirstLots(tx: Tx, campaign: string): Promise<void> {
  const { plan } = await tx
    .selectFrom('campaign_plan')
    .select('plan')
    .where('campaign_id', '=', campaign)
    .orderBy('version')
    .limit(1)
    .executeTakeFirstOrThrow();
  const first = await tx
    .selectFrom('lot')
    .selectAll()
    .where('campaign_id', '=', campaign)
    .where('from_visit', 'is', null)
    .execute();
  const are = first
    .filter(({ superseded }) => !superseded)
    .map(({ post, vacancies, people }) => canonical([post, vacancies, people]));
  const should = plan.posts.map(({ id, vacancies }) => canonical([id, vacancies, []]));
  if (!isDeepStrictEqual(are.sort(), should.sort()))
    throw new Break('职位', `起始批次为 ${are.join(' ')}`, should.join(' '));
}

const nameOfVisit = ({ id, stage, asOf }: Visit): string => `环节“${stage.title}”（${id}，${asOf}）`;
