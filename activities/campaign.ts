import { sql, type Selectable } from 'kysely';
import type { Plan, StageType } from '../domain/plan';
import { anchorVisit, type Signer } from '../records/anchors';
import type { Records, Tx } from '../records/database';
import { position, staleBefore, standingOf } from '../records/position';
import { leaveVisit, type Conclusion } from '../records/leaving';
import { windowColumns, type Database } from '../records/schema';
import { holdVisit, loadVisit, type Visit } from '../records/visits';
import { havePassed, tracksOf } from '../records/tracks';
import { closeWindow, missingIn, settle } from '../records/settling';
import { openWindow } from '../records/windows';
import type { CampaignActivities, Seen } from './contract';
import { stageWorks } from './stages';
import type { StageWork } from './stages/stageWork';

// Answers add entries to the record, which refer to the campaign's row: `for update` would hold them up behind their windows.

/** The activities of the walker: a look at the rows, a question put to people, a conclusion drawn. Each is one transaction. */
export function createCampaignActivities({ db, signer }: { db: Records; signer: Signer }): CampaignActivities {
  return {
    look: ({ campaign, windows }) =>
      db.transaction().execute(async (tx) => {
        await tx.selectFrom('campaign').select('id').where('id', '=', campaign).forNoKeyUpdate().execute();
        return look(tx, campaign, windows);
      }),

    ask: ({ visit: id, purpose, windows }) =>
      db.transaction().execute(async (tx) => {
        const visit = await enteredVisit(tx, id);
        if (!visit) return null;
        const question = workOf(visit).asks[purpose];
        if (!question) throw new Error(`${visit.stage.stage} asks nothing called ${purpose}`);
        const asked: string[] = [];
        for (const each of await question(tx, visit)) asked.push(await openWindow(tx, visit, each));
        return { asked, seen: await look(tx, visit.campaign, [...windows, ...asked]) };
      }),

    conclude: ({ visit: id, windows }) =>
      db.transaction().execute(async (tx) => {
        const visit = await enteredVisit(tx, id);
        if (!visit) return null;
        const awaits = await staleBefore(tx, visit);
        if (awaits.length > 0) return { awaits, seen: await look(tx, visit.campaign, [...windows, ...awaits]) };
        await leaveVisit(tx, visit, await conclusionOf(tx, visit));
        await anchorVisit(tx, visit, signer);
        return { seen: await look(tx, visit.campaign, windows) };
      }),
  };
}

/** Settles what can be settled, enters what can be entered, and tells where the campaign stands. The caller holds its row. */
async function look(tx: Tx, id: string, waited: readonly string[]): Promise<Seen> {
  const standing = await standingOf(tx, id);
  const states = await settleAll(tx, waited, standing);
  // What is waited for and is no window is a visit that was being worked out again.
  const again = waited.filter(
    (each) =>
      !states.some((state) => state.id === each) &&
      !standing.visits.some((visit) => visit.id === each && visit.status === 'stale'),
  );
  const { visits, over } = await position(tx, standing);
  const waits = states.flatMap(({ wait }) => (wait === null ? [] : [wait]));
  return {
    visits,
    over,
    settled: [...states.filter(({ settled }) => settled).map((state) => state.id), ...again],
    wait: waits.length > 0 ? Math.min(...waits) : null,
  };
}

/** What a visit comes to, worked out from the rows alone. */
export const conclusionOf = (tx: Tx, visit: Visit): Promise<Conclusion> => workOf(visit).conclude(tx, visit);

const workOf = (visit: Visit): StageWork<StageType> => stageWorks[visit.stage.stage];

/** A visit that is being walked, held; undefined when it was left meanwhile. */
async function enteredVisit(tx: Tx, id: string): Promise<Visit | undefined> {
  await holdVisit(tx, id);
  const visit = await loadVisit(tx, id);
  return visit.status === 'open' || visit.status === 'stale' ? visit : undefined;
}

/** Windows are locked all together before anything is recorded: window, then chain; and the clock is read after the locks. */
async function settleAll(
  tx: Tx,
  windows: readonly string[],
  campaign: { readonly id: string; readonly status: string; readonly plan: Plan },
): Promise<{ id: string; settled: boolean; wait: number | null }[]> {
  if (windows.length === 0) return [];
  const rows = await tx
    .selectFrom('window')
    .select(windowColumns)
    .where('id', '=', sql<string>`any(${windows})`)
    .orderBy('id')
    .forUpdate()
    .execute();
  const states = rows.map(({ id, closed_at }) => ({ id, settled: closed_at !== null, wait: null }));
  if (campaign.status === 'suspended' || states.every(({ settled }) => settled)) return states;
  const past = await closePast(tx, campaign, rows);
  const { now, lacking } = await missingIn(tx, windows);
  const settled = [];
  for (const row of rows)
    settled.push(
      past.has(row.id)
        ? { id: row.id, settled: true, wait: null }
        : { id: row.id, ...(await settle(tx, row, now, lacking.get(row.id))) },
    );
  return settled;
}

/** Closes what stands open until the other tracks of its posts have passed certain stages, once they have; answers which. */
async function closePast(
  tx: Tx,
  { id: campaign, plan }: { readonly id: string; readonly plan: Plan },
  windows: readonly Pick<Selectable<Database['window']>, 'id' | 'visit_id' | 'closed_at' | 'terms'>[],
): Promise<ReadonlySet<string>> {
  const standing = windows.filter(({ closed_at, terms }) => closed_at === null && terms.until);
  const tracks = standing.length === 0 ? [] : await tracksOf(tx, campaign);
  const past = standing.filter(({ visit_id, terms }) => havePassed(plan, tracks, visit_id, terms.until!));
  for (const { id } of past) await closeWindow(tx, id, 'act');
  return new Set(past.map(({ id }) => id));
}
