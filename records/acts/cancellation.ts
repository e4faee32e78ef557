import { sql } from 'kysely';
import type { Actor } from '../actor';
import type { Tx } from '../database';
import { openWindows } from '../deadlines';
import { queueLetters } from '../letters';
import { oweLook } from '../owed';
import { waitingLots } from '../position';
import { tellParent } from '../offspring';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { supersedeVisit } from '../superseding';
import { holdCampaign } from './campaign';

/** Outcomes after which a person counts as appointed: cancelling leaves these on their way. */
const appointed = ['appointed', 'extended'];

/** Ends a campaign; probations go on, for who is appointed is appointed. Every other seat ends as `cancelled`. */
export async function cancel(
  tx: Tx,
  actor: Actor,
  { campaign: id, reason }: { campaign: string; reason: string },
): Promise<Record<string, never>> {
  const campaign = await holdCampaign(tx, actor, id);
  if (campaign.status === 'cancelled' || campaign.status === 'ended') throw new Refusal('ended');
  await openWindows(tx, id);
  await append(tx, id, [{ kind: 'campaignCancelled', actor: actor.id, content: { reason } }]);
  const told = new Set<string>();
  for (const visit of await visitsBeforeAppointment(tx, id)) {
    await tellEverybody(tx, id, visit, reason, told);
    await supersedeVisit(tx, id, visit);
  }
  const lots = (await waitingLots(tx, id).execute())
    .filter(({ outcome }) => outcome === null || !appointed.includes(outcome))
    .map(({ lot }) => lot);
  if (lots.length > 0)
    await tx.updateTable('lot').set({ stage: null, result: 'cancelled' }).where('id', 'in', lots).execute();
  await tx.updateTable('campaign').set({ status: 'cancelled', suspended_at: null }).where('id', '=', id).execute();
  await tellParent(tx, id);
  await oweLook(tx, id);
  return {};
}

/** Whoever is still in the visit, or has answered it as one of the public, such as an applicant; once, in how many strands ever they are. */
async function tellEverybody(
  tx: Tx,
  campaign: string,
  visit: string,
  reason: string,
  told: Set<string>,
): Promise<void> {
  const { rows } = await sql<{ person: string }>`
    select unnest(lot.people) as person from visit_lot join lot on lot.id = visit_lot.lot_id where visit_lot.visit_id = ${visit}
    union select a.person_id from answer a join "window" w on w.id = a.window_id
      where w.visit_id = ${visit} and w.kind = 'application' and a.person_id is not null`.execute(tx);
  const to = rows.map(({ person }) => person).filter((person) => !told.has(person));
  for (const person of to) told.add(person);
  await queueLetters(tx, { visit, campaign, purpose: 'cancelled', letter: 'cancelled', to, terms: { reason } });
}

async function visitsBeforeAppointment(tx: Tx, campaign: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('visit')
    .select('id')
    .where('campaign_id', '=', campaign)
    .where('status', 'in', ['open', 'stale'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('visit_lot')
            .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
            .select('lot.id')
            .whereRef('visit_lot.visit_id', '=', 'visit.id')
            .where('lot.outcome', 'in', appointed),
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}
