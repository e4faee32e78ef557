import type { Tx } from './database';
import { oweLook } from './owed';
import type { Visit } from './visits';
import { closeWindow } from './settling';
import { windowId } from './windows';

/**
 * The campaign that a visit's task has started, if any, with when it came to its end; the row is the guard that
 * there is only one.
 */
export async function offspringOf(
  tx: Tx,
  visit: Pick<Visit, 'id'>,
): Promise<{ id: string; over: boolean; endedAt: string | null } | undefined> {
  const row = await tx
    .selectFrom('campaign')
    .select(['id', 'status', 'ended_at'])
    .where('started_for', '=', windowId(visit.id, 'start'))
    .executeTakeFirst();
  return row && { id: row.id, over: row.status === 'ended' || row.status === 'cancelled', endedAt: row.ended_at };
}

/** Whom a campaign has appointed or nominated, by post. */
export async function resultsOf(tx: Tx, campaign: string): Promise<Record<string, string[]>> {
  const lots = await tx
    .selectFrom('lot')
    .select(['post', 'people'])
    .where('campaign_id', '=', campaign)
    .where('superseded', '=', false)
    .where('result', 'in', ['appointed', 'nominated'])
    .orderBy('post')
    .orderBy('ordinal')
    .execute();
  const people: Record<string, string[]> = {};
  for (const lot of lots) (people[lot.post] ??= []).push(...lot.people);
  return people;
}

/** A campaign is over: whoever waits for it, waits no more. */
export async function tellParent(tx: Tx, campaign: string): Promise<void> {
  const parent = await tx
    .selectFrom('campaign as c')
    .innerJoin('window as w', 'w.id', 'c.started_for')
    .select(['w.campaign_id', 'w.visit_id'])
    .where('c.id', '=', campaign)
    .executeTakeFirst();
  if (!parent) return;
  await closeWindow(tx, windowId(parent.visit_id, 'outcome'), 'act');
  await oweLook(tx, parent.campaign_id);
}
