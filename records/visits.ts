import { sql } from 'kysely';
import type { Lot, Part, Arrival } from '../domain/walk';
import { resultWords, type Plan, type ResultWord, type StageOf, type StageType } from '../domain/plan';
import { clock, json, type Tx } from './database';
import { canonical, keyOf } from './digest';
import { queueLetters, type LetterKind } from './letters';
import { append } from './process-record';
import { closeWindow } from './windows';

/** One track in one stage, with everything that its work reads. `asOf` is the instant whose facts count. */
export interface Visit<T extends StageType = StageType> {
  readonly id: string;
  readonly campaign: string;
  readonly department: string;
  readonly status: 'open' | 'left' | 'stale' | 'superseded';
  readonly asOf: string;
  readonly plan: Plan;
  readonly stage: T extends StageType ? StageOf<T> : never;
  readonly lots: readonly Lot[];
}

/** What a stage concludes: how its lots leave, what it found (recomputable from the answers), whom it writes to. */
export interface Conclusion {
  readonly parts: readonly Part[];
  readonly finding?: unknown;
  readonly letters?: readonly {
    readonly purpose: string;
    readonly letter: LetterKind;
    readonly to: readonly string[];
    readonly terms?: Readonly<Record<string, unknown>>;
  }[];
}

export async function loadVisit(tx: Tx, id: string): Promise<Visit> {
  const row = await tx
    .selectFrom('visit as v')
    .innerJoin('campaign as c', 'c.id', 'v.campaign_id')
    .innerJoin('campaign_plan as p', (join) =>
      join.onRef('p.campaign_id', '=', 'c.id').onRef('p.version', '=', 'v.plan_version'),
    )
    .select(['v.id', 'v.campaign_id', 'v.status', 'v.left_at', 'v.stage', 'c.department_id', 'p.plan'])
    .where('v.id', '=', id)
    .executeTakeFirstOrThrow();
  const lots = await tx
    .selectFrom('visit_lot as vl')
    .innerJoin('lot', 'lot.id', 'vl.lot_id')
    .select(['lot.id', 'lot.post', 'lot.vacancies', 'lot.people'])
    .where('vl.visit_id', '=', id)
    .$if(row.status !== 'superseded', (query) => query.where('lot.superseded', '=', false))
    .orderBy('lot.post')
    .orderBy('lot.id')
    .execute();
  const stage = row.plan.stages.find((each) => each.id === row.stage);
  if (!stage) throw new Error(`the plan of visit ${id} has no stage ${row.stage}`);
  return {
    id,
    campaign: row.campaign_id,
    department: row.department_id,
    status: row.status,
    plan: row.plan,
    stage,
    lots,
    asOf: row.left_at ?? (await clock(tx)),
  };
}

/**
 * Enters a visit. Its id is the digest of its lots (each of which names the visit it comes from and the outcome), stage and plan
 * version; a visit that was superseded is never entered again, its successor counts one more.
 */
export async function enterVisit(
  tx: Tx,
  campaign: string,
  planVersion: number,
  { stage, lots }: Arrival,
): Promise<void> {
  let id: string;
  let round = 0;
  do id = keyOf('visit', campaign, planVersion, stage, lots, round++);
  while (await tx.selectFrom('visit').select('id').where('id', '=', id).executeTakeFirst());
  await tx
    .insertInto('visit')
    .values({
      id,
      campaign_id: campaign,
      stage,
      plan_version: planVersion,
      status: 'open',
      entered_at: await clock(tx),
    })
    .execute();
  await tx
    .insertInto('visit_lot')
    .values(lots.map((lot) => ({ visit_id: id, lot_id: lot })))
    .execute();
  await append(tx, campaign, [{ kind: 'visitEntered', actor: null, visit: id, subject: stage, content: { lots } }]);
}

/**
 * Leaves a visit with its conclusion. A visit that is walked anew after a correction (`stale`) and comes to the same parts
 * keeps everything that followed from it; what followed from a part that is no longer so is superseded.
 */
export async function leaveVisit(tx: Tx, visit: Visit, { parts, finding, letters = [] }: Conclusion): Promise<void> {
  for (const each of letters) await queueLetters(tx, { visit: visit.id, campaign: visit.campaign, ...each });
  if (finding !== undefined) await keepFinding(tx, visit, finding);
  const open = await tx
    .selectFrom('window')
    .select('id')
    .where('visit_id', '=', visit.id)
    .where('closed_at', 'is', null)
    .execute();
  for (const { id } of open) await closeWindow(tx, id, 'withdrawn');

  const before = await tx
    .selectFrom('lot')
    .select(['id', 'people', 'superseded'])
    .where('from_visit', '=', visit.id)
    .execute();
  const [standing, undone] = [before.filter((lot) => !lot.superseded), before.filter((lot) => lot.superseded)];
  const made = lotsOf(visit, parts, new Set(undone.map(({ id }) => id)));
  const gone = standing.filter(({ id }) => !made.some((lot) => lot.id === id));
  if (gone.length > 0) await undo(tx, visit, gone, made);
  await tx
    .insertInto('lot')
    .values(made)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await tx.updateTable('visit').set({ status: 'left', left_at: visit.asOf }).where('id', '=', visit.id).execute();
  const content = made.map(({ post, outcome, vacancies, people }) => ({ post, outcome, vacancies, people }));
  if (visit.status === 'open' || gone.length > 0)
    await append(tx, visit.campaign, [
      { kind: 'visitLeft', actor: null, visit: visit.id, subject: visit.stage.id, content },
    ]);
}

/** Undoes what no longer follows from a visit, and tells those who are out by it. */
async function undo(
  tx: Tx,
  visit: Visit,
  gone: readonly { readonly id: string; readonly people: readonly string[] }[],
  made: readonly { readonly people: readonly string[] }[],
): Promise<void> {
  const ids = gone.map(({ id }) => id);
  await supersedeLots(tx, visit.campaign, ids);
  const out = gone
    .flatMap(({ people }) => people)
    .filter((person) => !made.some(({ people }) => people.includes(person)));
  await queueLetters(tx, {
    visit: visit.id,
    campaign: visit.campaign,
    purpose: `corrected:${ids.join()}`,
    letter: 'corrected',
    to: out,
  });
}

/**
 * A lot's id is the digest of the visit that it leaves, the lot that it was part of, and how it leaves. One that was undone is
 * never taken up again, its successor counts one more.
 */
function lotsOf(visit: Visit, parts: readonly Part[], undone: ReadonlySet<string>) {
  return parts.map(({ lot, outcome, vacancies, people }) => {
    const to = (visit.stage.outcomes as Record<string, string>)[outcome];
    if (to === undefined) throw new Error(`stage ${visit.stage.id} has no edge for ${outcome}`);
    const result = (resultWords as readonly string[]).includes(to) ? (to as ResultWord) : null;
    const { post } = visit.lots.find(({ id }) => id === lot)!;
    const sorted = [...people].sort();
    let id: string;
    let round = 0;
    do id = keyOf('lot', visit.id, lot, outcome, vacancies, sorted, round++);
    while (undone.has(id));
    return {
      id,
      campaign_id: visit.campaign,
      post,
      vacancies,
      people: sorted,
      from_visit: visit.id,
      from_lot: lot,
      outcome,
      stage: result ? null : to,
      result,
    };
  });
}

async function keepFinding(tx: Tx, visit: Visit, finding: unknown): Promise<void> {
  const known = await tx
    .selectFrom('finding')
    .select('content')
    .where('visit_id', '=', visit.id)
    .where('replaced', '=', false)
    .executeTakeFirst();
  if (known && canonical(known.content) === canonical(finding)) return;
  await tx
    .updateTable('finding')
    .set({ replaced: true })
    .where('visit_id', '=', visit.id)
    .where('replaced', '=', false)
    .execute();
  await tx
    .insertInto('finding')
    .values({ visit_id: visit.id, content: json(finding), found_at: await clock(tx) })
    .execute();
  await append(tx, visit.campaign, [
    { kind: 'found', actor: null, visit: visit.id, subject: visit.stage.id, content: finding },
  ]);
}

/**
 * Undoes lots and all that followed from them. A visit under way ends as superseded; one that has been left keeps what its other
 * lots came to: a correction about one post never undoes what another has passed.
 */
async function supersedeLots(tx: Tx, campaign: string, lots: readonly string[]): Promise<void> {
  await tx.updateTable('lot').set({ superseded: true }).where('id', 'in', lots).execute();
  const visits = await tx
    .selectFrom('visit_lot')
    .innerJoin('visit', 'visit.id', 'visit_lot.visit_id')
    .innerJoin('visit_lot as other', 'other.visit_id', 'visit.id')
    .innerJoin('lot', 'lot.id', 'other.lot_id')
    .select(['visit.id', 'visit.status'])
    .select(sql<boolean>`bool_and(lot.superseded)`.as('empty'))
    .where('visit_lot.lot_id', 'in', lots)
    .where('visit.status', '<>', 'superseded')
    .groupBy(['visit.id', 'visit.status'])
    .execute();
  for (const { id, status, empty } of visits) {
    if (empty || status === 'open') await supersedeVisit(tx, campaign, id);
    else await supersedeParts(tx, campaign, id, lots);
  }
}

/** Undoes what these lots came to in a visit that has been left. */
async function supersedeParts(tx: Tx, campaign: string, visit: string, lots: readonly string[]): Promise<void> {
  const parts = await tx
    .selectFrom('lot')
    .select('id')
    .where('from_visit', '=', visit)
    .where('from_lot', 'in', lots)
    .where('superseded', '=', false)
    .execute();
  if (parts.length > 0)
    await supersedeLots(
      tx,
      campaign,
      parts.map(({ id }) => id),
    );
}

/** Ends a visit as superseded: windows closed, tasks withdrawn, holders told; its other lots wait at its stage again. */
export async function supersedeVisit(tx: Tx, campaign: string, id: string): Promise<void> {
  await tx.updateTable('visit').set({ status: 'superseded' }).where('id', '=', id).execute();
  await append(tx, campaign, [{ kind: 'visitSuperseded', actor: null, visit: id, content: {} }]);
  await withdrawWindows(tx, campaign, id);
  const children = await tx
    .selectFrom('lot')
    .select('id')
    .where('from_visit', '=', id)
    .where('superseded', '=', false)
    .execute();
  if (children.length > 0)
    await supersedeLots(
      tx,
      campaign,
      children.map((lot) => lot.id),
    );
}

/** Closes the open windows of a visit as withdrawn and tells those who still owed an answer. */
export async function withdrawWindows(tx: Tx, campaign: string, visit: string): Promise<void> {
  const open = await tx
    .selectFrom('window')
    .select(['id', 'purpose'])
    .where('visit_id', '=', visit)
    .where('closed_at', 'is', null)
    .execute();
  for (const { id, purpose } of open) {
    const owing = await tx
      .selectFrom('holder')
      .select('person_id')
      .distinct()
      .where('window_id', '=', id)
      .where('answered', '=', false)
      .execute();
    await closeWindow(tx, id, 'withdrawn');
    await queueLetters(tx, {
      visit,
      campaign,
      purpose: `withdrawn:${purpose}`,
      letter: 'withdrawn',
      to: owing.map(({ person_id }) => person_id),
      terms: { window: id },
    });
  }
}
