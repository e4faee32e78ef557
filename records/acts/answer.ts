import { checkAnswer, type AnswerOf } from '../../domain/answers';
import type { Actor } from '../actor';
import { atClock, json, type Tx } from '../database';
import { openBallot } from '../ballotOpening';
import { randomId } from '../digest';
import { compareEntries } from '../doubleEntry';
import { isRelated } from '../officers';
import { oweLook } from '../owed';
import { append, type RecordKind } from '../process-record';
import { holdWindow, mustBeOpen, type HeldWindow } from './holding';
import { mayRevise, mustBeItsTurn } from './turns';
import { Refusal } from '../refusal';
import { toldAs } from '../sealing';
import { missing } from '../settling';
import { startForStage } from './subcampaign';

export interface Answering {
  readonly window: string;
  /** About whom, when the window asks about several. */
  readonly subject?: string;
  readonly content: unknown;
}

/** Answers a window that the actor holds: an approval, a review, a sheet, an opinion … Each answer is given once. */
export async function answer(
  tx: Tx,
  actor: Actor,
  { window: id, subject: told = '', content }: Answering,
): Promise<{ id: string }> {
  const window = await holdWindow(tx, id);
  const subject = await meant(tx, window, told);
  const holders = await tx
    .selectFrom('holder')
    .select(['person_id', 'answered'])
    .where('window_id', '=', id)
    .where('subject', '=', subject)
    .execute();
  const mine = holders.find(({ person_id }) => person_id === actor.id);
  if (!mine) {
    const anywhere = await tx
      .selectFrom('holder')
      .select('person_id')
      .where('window_id', '=', id)
      .where('person_id', '=', actor.id)
      .executeTakeFirst();
    throw anywhere
      ? new Refusal('notFound', {
          zh: '这里没有要对此人办理的事项',
          en: 'There is nothing to answer about this person here',
        })
      : new Refusal('notFound');
  }
  if (mine.answered && (await mayRevise(tx, window, subject))) return revise(tx, actor, window, subject, content);
  if (window.needs === 'pair' && holders.filter(({ answered }) => answered).length >= 2)
    throw new Refusal('alreadyDone');
  if (mine.answered || (window.needs === 'any' && holders.some(({ answered }) => answered)))
    throw new Refusal('alreadyDone');
  mustBeOpen(window);
  if (window.terms.unrelatedTo && (await isRelated(tx, window, actor.id)))
    throw new Refusal('recused', {
      zh: '您是候选人或其亲属，须回避，请委托本单位的其他同事办理',
      en: 'You stand, or kin of yours do: hand this to a colleague',
    });
  await mustBeItsTurn(tx, window, subject);
  const given = await keepAnswer(tx, window, actor.id, subject, content, 'answered');
  await tx
    .updateTable('holder')
    .set({ answered: true })
    .where('window_id', '=', id)
    .where('subject', '=', subject)
    .where('person_id', '=', actor.id)
    .execute();
  if (window.needs === 'pair') await compareEntries(tx, window);
  if (window.kind === 'campaignStart')
    await startForStage(tx, actor, window, given.content as AnswerOf<'campaignStart'>);
  if (window.kind === 'roll') await openBallot(tx, window, (given.content as AnswerOf<'roll'>).present);
  if (window.closes === 'complete' && (await missing(tx, id)) === 0) await oweLook(tx, window.campaign_id);
  return given;
}

/** Whom an answer is about: of a sealed paper only its number is known to whoever marks it. */
async function meant(tx: Tx, { id, terms }: HeldWindow, told: string): Promise<string> {
  if (terms.sealed === undefined) return told;
  const held = await tx.selectFrom('holder').select('subject').distinct().where('window_id', '=', id).execute();
  return held.find(({ subject }) => toldAs(terms, subject) === told)?.subject ?? '';
}

/** Takes back an answer that has not locked yet, and keeps another in its place; the old one stays. */
async function revise(
  tx: Tx,
  actor: Actor,
  window: HeldWindow,
  subject: string,
  content: unknown,
): Promise<{ id: string }> {
  const old = await tx
    .updateTable('answer')
    .set({ replaced: true })
    .where('window_id', '=', window.id)
    .where('subject', '=', subject)
    .where('person_id', '=', actor.id)
    .where('replaced', '=', false)
    .returning('id')
    .executeTakeFirstOrThrow();
  const given = await keepAnswer(tx, window, actor.id, subject, content, 'revised');
  await tx.updateTable('answer').set({ replaces: old.id }).where('id', '=', given.id).execute();
  return given;
}

/** Checks and keeps an answer with its record entry. Throws `invalid` with every problem at once. */
export async function keepAnswer(
  tx: Tx,
  window: Pick<HeldWindow, 'id' | 'kind' | 'terms' | 'campaign_id' | 'visit_id' | 'purpose'>,
  person: string | null,
  subject: string,
  content: unknown,
  kind: RecordKind,
): Promise<{ id: string; content: unknown }> {
  if (window.kind === 'ballot' || window.kind === 'term') throw new Refusal('notFound');
  const checked = checkAnswer(window.kind, window.terms, content, subject);
  if ('problems' in checked) throw new Refusal('invalid', { errors: checked.problems });
  const id = randomId();
  await tx
    .insertInto('answer')
    .values({
      id,
      window_id: window.id,
      person_id: person,
      subject,
      content: json(checked.answer),
      answered_at: atClock,
    })
    .execute();
  await append(tx, window.campaign_id, [
    {
      kind,
      actor: person,
      visit: window.visit_id,
      subject: subject || window.purpose,
      purpose: window.purpose,
      content: checked.answer,
    },
  ]);
  return { id, content: checked.answer };
}
