import { sql } from 'kysely';
import { arrivals, type OpenVisit } from '../domain/walk';
import { reachable, type Plan, type Stage } from '../domain/plan';
import { atClock, type Tx } from './database';
import { tellParent } from './offspring';
import { append } from './process-record';
import { enterVisit, type Visit } from './visits';

export interface Position {
  readonly visits: readonly OpenVisit[];
  readonly over: boolean;
}

/** A campaign with what is under way in it, and what waits to enter. */
export interface Standing {
  readonly id: string;
  readonly status: string;
  readonly plan_version: number;
  readonly plan: Plan;
  readonly visits: readonly UnderWay[];
  readonly lots: readonly {
    readonly lot: string;
    readonly stage: string;
    readonly post: string;
    readonly from: string;
    readonly outcome: string;
  }[];
}
interface UnderWay {
  readonly id: string;
  readonly stage: string;
  readonly status: 'open' | 'stale';
  readonly plan_version: number;
  readonly posts: readonly string[];
  /** The first of the lots that it has been left with: later visits have later ones. */
  readonly left: number | null;
}

export async function standingOf(tx: Tx, campaign: string): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select c.id, c.status, c.plan_version, p.plan,
      (select coalesce(json_agg(v), '[]') from (
        select id, stage, status, plan_version, (select min(ordinal) from lot where from_visit = visit.id) as "left",
          array(select distinct lot.post from visit_lot join lot on lot.id = visit_lot.lot_id
            where visit_lot.visit_id = visit.id) as posts
        from visit where campaign_id = c.id and status in ('open', 'stale') order by ordinal) v) as visits,
      (select coalesce(json_agg(l), '[]') from (${waitingLots(tx, campaign)}) l) as lots
    from campaign c join campaign_plan p on p.campaign_id = c.id and p.version = c.plan_version
    where c.id = ${campaign}`.execute(tx);
  return rows[0]!;
}

/**
 * Where a campaign stands, after entering every stage that can be entered: the visits to walk. A visit that became stale is
 * walked again once nothing before it is stale. The caller holds the campaign's row.
 */
export async function position(tx: Tx, campaign: Standing): Promise<Position> {
  const { plan } = campaign;
  const entered = campaign.status === 'suspended' ? [] : await enterWhatCanBe(tx, campaign);
  const visits = [...campaign.visits, ...entered];
  const stale = visits.filter(({ status }) => status === 'stale').map(({ id }) => id);
  const blocked = new Set(await following(tx, stale));
  // Visits of one stage are walked anew in the order in which they were left: a replacement list gives turns in that order.
  const isNext = ({ stage, left }: UnderWay) =>
    !visits.some((other) => other.status === 'stale' && other.stage === stage && (other.left ?? 0) < (left ?? 0));
  const open = visits.filter((visit) => visit.status === 'open' || (!blocked.has(visit.id) && isNext(visit)));
  const over = visits.length === 0 && campaign.lots.length === 0;
  if (over && campaign.status === 'running') await end(tx, campaign.id);
  const described = await Promise.all(
    open.map(async ({ id, stage, plan_version }) => {
      const its = plan_version === campaign.plan_version ? plan : await planOf(tx, campaign.id, plan_version);
      const { stage: type, title } = its.stages.find((each) => each.id === stage)!;
      return { id, type, title };
    }),
  );
  return { visits: described, over };
}

export async function planOf(tx: Tx, campaign: string, version: number): Promise<Plan> {
  const { plan } = await tx
    .selectFrom('campaign_plan')
    .select('plan')
    .where('campaign_id', '=', campaign)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return plan;
}

/** Lots that stand before a stage that they have not entered. */
export const waitingLots = (tx: Tx, campaign: string) =>
  tx
    .selectFrom('lot')
    .select(['lot.id as lot', 'lot.stage', 'lot.post', 'lot.from_visit as from', 'lot.outcome'])
    .where('lot.campaign_id', '=', campaign)
    .where('lot.superseded', '=', false)
    .where('lot.stage', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('visit_lot')
            .innerJoin('visit', 'visit.id', 'visit_lot.visit_id')
            .select('visit.id')
            .whereRef('visit_lot.lot_id', '=', 'lot.id')
            .where('visit.status', '<>', 'superseded'),
        ),
      ),
    )
    .orderBy('lot.id')
    .$narrowType<{ stage: string }>();

async function enterWhatCanBe(
  tx: Tx,
  { id: campaign, plan, plan_version, visits, lots }: Standing,
): Promise<UnderWay[]> {
  if (lots.length === 0) return [];
  const order = new Map(plan.stages.map(({ id }, index) => [id, index]));
  const byId = new Map(plan.stages.map((stage) => [stage.id, stage]));
  const together = (stage: string) => byId.get(stage)?.together === true;
  const apart = (stage: string) => byId.get(stage)?.apart === true;
  // Whoever is on probation or in office may come back years later, as when the next of a list is taken: nobody waits for that.
  const isAppointed = (stage: string) => ['probation', 'officeTerm'].includes(byId.get(stage)?.stage ?? '');
  const entering = arrivals(
    [...lots].sort((a, b) => (order.get(a.stage) ?? 0) - (order.get(b.stage) ?? 0)),
    visits,
    together,
    apart,
    (stage) => byId.get(stage)?.after ?? [],
    (from, to, without) =>
      reachable(plan, from, new Set(without === undefined ? [] : [without])).has(to) &&
      !(isAppointed(from) && !isAppointed(to)),
    (stage) => joinedAt(byId.get(stage)),
  );
  const entered: UnderWay[] = [];
  for (const arrival of entering) {
    const id = await enterVisit(tx, campaign, plan_version, arrival);
    entered.push({ id, stage: arrival.stage, status: 'open', plan_version, posts: [], left: null });
  }
  return entered;
}

/** The branch whose strands come together at a stage, when it is a join. */
const joinedAt = (stage?: Stage): string | undefined => (stage?.stage === 'join' ? stage.of : undefined);

/** The visits that follow from these, at any distance, and are not superseded. */
export async function following(tx: Tx, visits: readonly string[]): Promise<string[]> {
  if (visits.length === 0) return [];
  const next = await tx
    .selectFrom('lot')
    .innerJoin('visit_lot', 'visit_lot.lot_id', 'lot.id')
    .innerJoin('visit', 'visit.id', 'visit_lot.visit_id')
    .select('visit.id')
    .distinct()
    .where('lot.from_visit', 'in', visits)
    .where('lot.superseded', '=', false)
    .where('visit.status', '<>', 'superseded')
    .execute();
  const ids = next.map(({ id }) => id);
  return [...new Set([...ids, ...(await following(tx, ids))])];
}

/** The visits before an open one that are being worked out again after a correction: what they will come to is not known. */
export async function staleBefore(
  tx: Tx,
  { id, campaign, status }: Pick<Visit, 'id' | 'campaign' | 'status'>,
): Promise<string[]> {
  if (status !== 'open') return [];
  const stale = await tx
    .selectFrom('visit')
    .select('id')
    .where('campaign_id', '=', campaign)
    .where('status', '=', 'stale')
    .orderBy('id')
    .execute();
  const before = [];
  for (const each of stale) if ((await following(tx, [each.id])).includes(id)) before.push(each.id);
  return before;
}

async function end(tx: Tx, campaign: string): Promise<void> {
  await tx.updateTable('campaign').set({ status: 'ended', ended_at: atClock }).where('id', '=', campaign).execute();
  await append(tx, campaign, [{ kind: 'campaignEnded', actor: null, content: {} }]);
  await tellParent(tx, campaign);
}
