import { sql } from 'kysely';
import type { Tx } from './database';
import { dropFacts } from './keptFacts';
import { queueLetters } from './letters';
import { append } from './process-record';
import { reopenReaders } from './reopening';
import { closeWindow } from './settling';
import { loadVisit } from './visits';

/**
 * Undoes lots and all that followed from them. A visit under way ends as superseded; one that has been left keeps what its other
 * lots came to: a correction about one post never undoes what another has passed. A join, an election and a nomination are the
 * exception: they decide once about all tracks of a post that have come to them, so that those which stand wait there again for the one
 * that was undone.
 */
export async function supersedeLots(tx: Tx, campaign: string, lots: readonly string[]): Promise<void> {
  await tx.updateTable('lot').set({ superseded: true }).where('id', 'in', lots).execute();
  const visits = await tx
    .selectFrom('visit_lot')
    .innerJoin('lot as undone', 'undone.id', 'visit_lot.lot_id')
    .innerJoin('visit', 'visit.id', 'visit_lot.visit_id')
    .innerJoin('visit_lot as other', 'other.visit_id', 'visit.id')
    .innerJoin('lot', 'lot.id', 'other.lot_id')
    .select(['visit.id', 'visit.status'])
    .select(sql<boolean>`bool_and(lot.superseded)`.as('empty'))
    .select(
      sql<boolean>`bool_or(not lot.superseded and lot.post = undone.post)
        and exists (select from campaign_plan p, jsonb_array_elements(p.plan->'stages') s
          where p.campaign_id = visit.campaign_id and p.version = visit.plan_version
            and s->>'id' = visit.stage and s->>'stage' in ('join', 'election', 'nomination'))`.as('unites'),
    )
    .where('visit_lot.lot_id', 'in', lots)
    .where('visit.status', '<>', 'superseded')
    .groupBy('visit.id')
    .execute();
  for (const { id, status, empty, unites } of visits) {
    if (empty || unites || status === 'open') await supersedeVisit(tx, campaign, id);
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
  const about = await dropFacts(tx, id);
  if (about.length > 0) await reopenReaders(tx, await loadVisit(tx, id), about);
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
