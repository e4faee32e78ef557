import type { Actor } from '../actor';
import { atClock, type Tx } from '../database';
import { openWindows } from '../deadlines';
import { queueLetters } from '../letters';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { isAppointed } from '../results';
import { dropSubject } from './application';
import { holdCampaign } from './campaign';

/**
 * An authorised organ takes somebody out of the campaign, at any moment before appointment, with its ground (取消资格). Scores and votes
 * already given stay in the record; the person is ranked no more, and the place falls to whom the plan says.
 */
export async function exclude(
  tx: Tx,
  actor: Actor,
  { campaign: id, person, ground }: { campaign: string; person: string; ground: string },
): Promise<Record<string, never>> {
  const campaign = await holdCampaign(tx, actor, id);
  if (campaign.status === 'suspended') throw new Refusal('suspended');
  if (campaign.status !== 'running') throw new Refusal('ended');
  const participant = await tx
    .selectFrom('participant')
    .select(['withdrawn_at', 'excluded_at'])
    .where('campaign_id', '=', id)
    .where('person_id', '=', person)
    .executeTakeFirst();
  if (!participant)
    throw new Refusal('notFound', { zh: '此人没有参加这项工作', en: 'This person is not part of the campaign' });
  if (participant.excluded_at ?? participant.withdrawn_at)
    throw new Refusal('alreadyDone', { zh: '此人已经退出或被取消资格', en: 'This person is out already' });
  if (await isAppointed(tx, id, person)) throw new Refusal('appointed');
  await tx
    .updateTable('participant')
    .set({ excluded_at: atClock })
    .where('campaign_id', '=', id)
    .where('person_id', '=', person)
    .execute();
  // Locked before anything is recorded: window, then chain. So no answer about the person is under way.
  await openWindows(tx, id);
  await append(tx, id, [{ kind: 'excluded', actor: actor.id, subject: person, content: { ground } }]);
  await tellExcluded(tx, id, person, ground);
  await dropSubject(tx, id, person);
  return {};
}

/** A letter belongs to a visit: that of the lot in which the person stands, or the first of the campaign. */
async function tellExcluded(tx: Tx, campaign: string, person: string, ground: string): Promise<void> {
  const visit = await tx
    .selectFrom('visit')
    .select('id')
    .where('campaign_id', '=', campaign)
    .where('status', '<>', 'superseded')
    .orderBy('ordinal', 'desc')
    .executeTakeFirstOrThrow();
  await queueLetters(tx, {
    visit: visit.id,
    campaign,
    purpose: 'excluded',
    letter: 'excluded',
    to: [person],
    terms: { ground },
  });
}
