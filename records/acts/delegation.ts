import type { Actor } from '../actor';
import type { Tx } from '../database';
import { queueLetters } from '../letters';
import { isRelated } from '../officers';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { holdWindow, mustBeOpen, type HeldWindow } from './holding';

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
  await mayTakeOver(tx, window, to);
  await tx
    .insertInto('holder')
    .values(mine.map(({ subject }) => ({ window_id: id, person_id: to, subject, delegated_by: actor.id })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Two people are needed: whoever stands in for both keeps the own part until a second one has been named.
  const others = await holdersBut(tx, id, actor.id);
  if (window.needs !== 'pair' || others.length >= 2)
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

/** Officers of a vote are neither candidates nor kin of theirs, and where two enter a count each is somebody else. */
async function mayTakeOver(tx: Tx, window: HeldWindow, to: string): Promise<void> {
  const wrong = (zh: string, en: string) => new Refusal('invalid', { errors: [{ pointer: '/to', zh, en }] });
  if (window.terms.unrelatedTo && (await isRelated(tx, window, to)))
    throw wrong(
      '此人是候选人或其亲属，须回避，请委托别人',
      'this person stands, or kin of theirs do: name somebody else',
    );
  if (window.needs === 'pair' && (await holdersBut(tx, window.id)).includes(to))
    throw wrong('此人已经承办其中一份，请委托别人', 'this person has a part of it already: name somebody else');
}

async function holdersBut(tx: Tx, window: string, person?: string): Promise<string[]> {
  const rows = await tx.selectFrom('holder').select('person_id').distinct().where('window_id', '=', window).execute();
  return rows.map(({ person_id }) => person_id).filter((each) => each !== person);
}
