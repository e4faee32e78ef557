import { checkAnswer } from '../../domain/answers';
import type { Actor } from '../actor';
import { atClock, clock, json, type Tx } from '../database';
import { randomId } from '../digest';
import { oweLook } from '../owed';
import { following } from '../position';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { hasAppointed } from '../results';

/** Proposes to put another content in the place of an answer that was given by mistake; nothing changes until a second person signs. */
export async function proposeCorrection(
  tx: Tx,
  actor: Actor,
  { answer: id, content, reason }: { answer: string; content: unknown; reason: string },
): Promise<{ id: string }> {
  const old = await answerOf(tx, actor, id);
  if (old.replaced)
    throw new Refusal('alreadyDone', {
      zh: '这份材料已被更正过，请更正最新的一份',
      en: 'This has been corrected; correct the latest',
    });
  if (old.kind === 'ballot' || old.kind === 'term') throw new Refusal('notFound');
  const checked = checkAnswer(old.kind, old.terms, content, old.subject);
  if ('problems' in checked) throw new Refusal('invalid', { errors: checked.problems });
  await refuseWhenAppointed(tx, old);
  const correction = randomId();
  await tx
    .insertInto('correction')
    .values({
      id: correction,
      campaign_id: old.campaign_id,
      answer_id: id,
      content: json(checked.answer),
      reason,
      proposed_by: actor.id,
      proposed_at: atClock,
    })
    .execute();
  await append(tx, old.campaign_id, [
    {
      kind: 'correctionProposed',
      actor: actor.id,
      visit: old.visit_id,
      subject: old.subject,
      content: { answer: id, content: checked.answer, reason },
    },
  ]);
  return { id: correction };
}

/**
 * Signs a correction: the new answer takes the old one's place (the old value stays), and everything that was worked out from it
 * is worked out again, from the visit that asked on. What then comes out as before stands; the rest is superseded.
 */
export async function signCorrection(
  tx: Tx,
  actor: Actor,
  { correction: id }: { correction: string },
): Promise<{ answer: string }> {
  const proposed = await tx.selectFrom('correction').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!proposed) throw new Refusal('notFound');
  const old = await answerOf(tx, actor, proposed.answer_id);
  if (proposed.signed_by) throw new Refusal('alreadyDone');
  if (proposed.proposed_by === actor.id) throw new Refusal('sameHand');
  if (old.replaced)
    throw new Refusal('alreadyDone', {
      zh: '这份材料已被另一份更正取代',
      en: 'It has been replaced by another correction',
    });
  await tx.selectFrom('campaign').select('id').where('id', '=', old.campaign_id).forNoKeyUpdate().execute();
  await refuseWhenAppointed(tx, old);
  const now = await clock(tx);
  await tx.updateTable('correction').set({ signed_by: actor.id, signed_at: now }).where('id', '=', id).execute();
  await tx.updateTable('answer').set({ replaced: true }).where('id', '=', old.id).execute();
  const answer = randomId();
  await tx
    .insertInto('answer')
    .values({
      id: answer,
      window_id: old.window_id,
      person_id: old.person_id,
      subject: old.subject,
      content: json(proposed.content),
      answered_at: now,
      replaces: old.id,
    })
    .execute();
  const stale = [old.visit_id, ...(await following(tx, [old.visit_id]))];
  await tx
    .updateTable('visit')
    .set({ status: 'stale' })
    .where('id', 'in', stale)
    .where('status', '=', 'left')
    .execute();
  await append(tx, old.campaign_id, [
    {
      kind: 'correctionSigned',
      actor: actor.id,
      visit: old.visit_id,
      subject: old.subject,
      content: { correction: id, replaces: old.id, content: proposed.content },
    },
  ]);
  await oweLook(tx, old.campaign_id);
  return { answer };
}

async function answerOf(tx: Tx, actor: Actor, id: string) {
  const row = await tx
    .selectFrom('answer')
    .innerJoin('window', 'window.id', 'answer.window_id')
    .innerJoin('campaign', 'campaign.id', 'window.campaign_id')
    .select([
      'answer.id',
      'answer.window_id',
      'answer.person_id',
      'answer.subject',
      'answer.replaced',
      'window.kind',
      'window.terms',
      'window.visit_id',
      'window.campaign_id',
      'campaign.status',
    ])
    .where('answer.id', '=', id)
    .where('campaign.department_id', '=', actor.department)
    .executeTakeFirst();
  if (!row) throw new Refusal('notFound');
  if (row.status === 'suspended') throw new Refusal('suspended');
  if (row.status !== 'running') throw new Refusal('ended');
  return row;
}

/** Once a post is appointed, only a new procedure or the plan's replacement can change it. */
async function refuseWhenAppointed(
  tx: Tx,
  { campaign_id, visit_id, subject }: { campaign_id: string; visit_id: string; subject: string },
): Promise<void> {
  const lots = await tx
    .selectFrom('visit_lot')
    .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
    .select(['lot.post', 'lot.people'])
    .where('visit_id', '=', visit_id)
    .execute();
  // An answer may be about a post itself, as a gate's is.
  const touched = subject ? lots.filter(({ people, post }) => people.includes(subject) || post === subject) : lots;
  for (const { post } of touched) if (await hasAppointed(tx, campaign_id, post)) throw new Refusal('appointed');
}
