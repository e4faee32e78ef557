import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Arrival, Lot } from '../domain/walk';
import type { Plan, StageOf, StageType } from '../domain/plan';
import { atClock, type Tx } from './database';
import { keyOf } from './digest';
import { append } from './process-record';
import { returnsSince } from './returns';

/** One track in one stage, with everything that its work reads. `asOf` is the instant whose facts count. */
export interface Visit<T extends StageType = StageType> {
  readonly id: string;
  readonly campaign: string;
  readonly department: string;
  readonly status: 'open' | 'left' | 'stale' | 'superseded';
  readonly asOf: string;
  /** Of what other campaigns kept it reads what was known at this instant: later than `asOf` when that has been corrected. */
  readonly knownAt: string;
  /** The entry of the record by which it was left first: what was recorded after it does not count. Null while it is open. */
  readonly before: number | null;
  readonly plan: Plan;
  readonly stage: T extends StageType ? StageOf<T> : never;
  readonly lots: readonly Lot[];
}

/** Locks a visit's campaign and that one's open windows, in the order that everybody locks them in: campaign, windows, then chain. */
export async function holdVisit(tx: Tx, id: string): Promise<void> {
  await sql`select hold_visit(${id})`.execute(tx);
}

export async function loadVisit(tx: Tx, id: string): Promise<Visit> {
  const row = await tx
    .selectFrom('visit as v')
    .innerJoin('campaign as c', 'c.id', 'v.campaign_id')
    .innerJoin('campaign_plan as p', (join) =>
      join.onRef('p.campaign_id', '=', 'c.id').onRef('p.version', '=', 'v.plan_version'),
    )
    .select([
      'v.id',
      'v.campaign_id',
      'v.status',
      'v.left_at',
      'v.known_at',
      'v.stage',
      'c.department_id',
      'p.plan',
      atClock.as('now'),
    ])
    .select((each) =>
      each
        .selectFrom('record_entry as e')
        .select(({ fn }) => fn.min('e.seq').as('seq'))
        .whereRef('e.campaign_id', '=', 'v.campaign_id')
        .whereRef('e.visit_id', '=', 'v.id')
        .where('e.kind', '=', 'visitLeft')
        .as('before'),
    )
    .select((each) =>
      jsonArrayFrom(
        each
          .selectFrom('visit_lot as vl')
          .innerJoin('lot', 'lot.id', 'vl.lot_id')
          .select(['lot.id', 'lot.post', 'lot.vacancies', 'lot.people', 'lot.from_visit'])
          .whereRef('vl.visit_id', '=', 'v.id')
          .where(({ or, eb }) => or([eb('v.status', '=', 'superseded'), eb('lot.superseded', '=', false)]))
          .orderBy('lot.post')
          .orderBy('lot.id'),
      ).as('lots'),
    )
    .where('v.id', '=', id)
    .executeTakeFirstOrThrow();
  const stage = row.plan.stages.find((each) => each.id === row.stage);
  if (!stage) throw new Error(`the plan of visit ${id} has no stage ${row.stage}`);
  const { campaign_id: campaign, before } = row;
  return {
    id,
    campaign,
    department: row.department_id,
    status: row.status,
    plan: row.plan,
    stage,
    lots: await withoutReturned(tx, { campaign, before }, row.lots),
    asOf: row.left_at ?? row.now,
    knownAt: row.known_at ?? row.left_at ?? row.now,
    before,
  };
}

type Loaded = Lot & { readonly from_visit: string | null };

async function withoutReturned(
  tx: Tx,
  visit: Pick<Visit, 'campaign' | 'before'>,
  lots: readonly Loaded[],
): Promise<Lot[]> {
  const hasReturned = await returnsSince(
    tx,
    visit,
    lots.flatMap(({ from_visit }) => from_visit ?? []),
  );
  return lots.map(({ from_visit, people, ...lot }) => ({
    ...lot,
    people: people.filter((person) => !from_visit || !hasReturned(from_visit, person)),
  }));
}

/**
 * Enters a visit. Its id is the digest of its lots (each of which names the visit it comes from and the outcome), stage and plan
 * version; a visit that was superseded is never entered again, its successor counts one more. Answers its id.
 */
export async function enterVisit(
  tx: Tx,
  campaign: string,
  planVersion: number,
  { stage, lots }: Arrival,
): Promise<string> {
  const entering = (round: number) =>
    tx
      .insertInto('visit')
      .values({
        id: keyOf('visit', campaign, planVersion, stage, lots, round),
        campaign_id: campaign,
        stage,
        plan_version: planVersion,
        status: 'open',
        entered_at: atClock,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
  let entered: { id: string } | undefined;
  for (let round = 0; !entered; round++) entered = await entering(round);
  const { id } = entered;
  await tx
    .insertInto('visit_lot')
    .values(lots.map((lot) => ({ visit_id: id, lot_id: lot })))
    .execute();
  await append(tx, campaign, [{ kind: 'visitEntered', actor: null, visit: id, subject: stage, content: { lots } }]);
  return id;
}
