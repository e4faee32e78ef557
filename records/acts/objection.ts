import type { Actor } from '../actor';
import type { Tx } from '../database';
import { Refusal } from '../refusal';
import { keepAnswer } from './answer';
import { holdWindow, mustBeOpen } from './holding';

/** Anybody objects to a person on a public notice while it stands; signed or not (实名、匿名). */
export async function object(
  tx: Tx,
  { window: id, ...objection }: { window: string; about: string; content: string; name?: string; contact?: string },
): Promise<{ id: string }> {
  const window = await holdWindow(tx, id);
  if (window.kind !== 'objection') throw new Refusal('notFound');
  mustBeOpen(window);
  const given = await keepAnswer(tx, window, null, objection.about, objection, 'objected');
  return { id: given.id };
}

/** A person who was refused asks for a review, once, within its window (复核). */
export async function askForRecheck(
  tx: Tx,
  actor: Actor,
  { window: id, grounds }: { window: string; grounds: string },
): Promise<{ id: string }> {
  const window = await holdWindow(tx, id);
  if (window.kind !== 'recheckRequest' || !window.terms.subjects?.includes(actor.id)) throw new Refusal('notFound');
  mustBeOpen(window);
  const asked = await tx
    .selectFrom('answer')
    .select('id')
    .where('window_id', '=', id)
    .where('person_id', '=', actor.id)
    .executeTakeFirst();
  if (asked) throw new Refusal('alreadyDone', { zh: '您已申请过复核', en: 'You have asked for a review already' });
  const given = await keepAnswer(tx, window, actor.id, actor.id, { grounds }, 'answered');
  return { id: given.id };
}
