import type { Actor } from '../actor';
import type { Tx } from '../database';
import { queueLetters } from '../letters';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { holdWindow, mustBeOpen } from './holding';

/** Hands the actor's part in a task to a colleague of the campaign's department, who is told. Scores and votes are never delegated. */
export async function delegate(
  tx: Tx,
  actor: Actor,
  { window: id, to, reason }: { window: string; to: string; reason: string },
): Promise<Record<string, never>> {
  const window = await holdWindow(tx, id);
  const mine = await tx
    .selectFrom('holder')
    .selectAll()
    .where('window_id', '=', id)
    .where('person_id', '=', actor.id)
    .where('answered', '=', false)
    .execute();
  if (mine.length === 0) throw new Refusal('notFound');
  if (['sheet', 'ballot', 'resolution', 'signature'].includes(window.kind))
    throw new Refusal('notYours', {
      zh: '评分、表决和署名不能委托他人',
      en: 'Scores, votes and signatures cannot be delegated',
    });
  mustBeOpen(window);
  const colleague = await tx
    .selectFrom('person')
    .select('id')
    .where('id', '=', to)
    .where('department_id', '=', window.department)
    .executeTakeFirst();
  if (!colleague || to === actor.id)
    throw new Refusal('invalid', {
      errors: [{ pointer: '/to', zh: '只能委托本单位的另一名同事', en: 'a colleague of the department is needed' }],
    });
  await tx
    .insertInto('holder')
    .values(mine.map(({ subject }) => ({ window_id: id, person_id: to, subject, delegated_by: actor.id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .deleteFrom('holder')
    .where('window_id', '=', id)
    .where('person_id', '=', actor.id)
    .where('answered', '=', false)
    .execute();
  await append(tx, window.campaign_id, [
    { kind: 'delegated', actor: actor.id, visit: window.visit_id, subject: window.purpose, content: { to, reason } },
  ]);
  await queueLetters(tx, {
    visit: window.visit_id,
    campaign: window.campaign_id,
    purpose: `ask:${window.purpose}:${actor.id}`,
    letter: 'task',
    to: [to],
    terms: { window: id },
  });
  return {};
}
