import { deadlineOf, knownCalendar } from './calendar';
import { atClock, clock, json, type Tx } from './database';
import { issueEntitlements } from './entitlements';
import { oweLook } from './owed';
import { windowId } from './windows';

/**
 * Opens a ballot that came without notice to those who are present (篇6 无干扰民意表达法): their slips are issued and its time begins. The
 * turnout stays one of the whole electorate.
 */
export async function openBallot(
  tx: Tx,
  opening: { readonly visit_id: string; readonly campaign_id: string },
  present: readonly string[],
): Promise<void> {
  const id = windowId(opening.visit_id, 'ballots');
  const { terms } = await tx
    .selectFrom('window')
    .select('terms')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const now = await clock(tx);
  const deadline = terms.opens && deadlineOf(await knownCalendar(tx), terms.opens, now);
  await tx
    .updateTable('window')
    .set({ period: json(terms.opens ?? null), opened_at: atClock, counted_from: now, ...deadline })
    .where('id', '=', id)
    .execute();
  const visit = { id: opening.visit_id, campaign: opening.campaign_id };
  await issueEntitlements(tx, visit, id, terms.electorate!, { present, kin: terms.kin });
  await oweLook(tx, opening.campaign_id);
}
