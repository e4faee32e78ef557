import { checkPaper } from '../../domain/answers';
import type { Actor } from '../actor';
import { json, type Tx } from '../database';
import { canonical, digest } from '../digest';
import { Refusal } from '../refusal';
import { recusedIn } from '../recusal';
import { holdWindow, mustBeOpen, type HeldWindow } from './holding';

/**
 * The seam between entitlement and choice: who is entitled (signed in, or with a personal link) has a credential admitted that they have
 * made themselves and of which only the digest is told here. Whoever has not heard the answer asks again with the same digest. Blind
 * signatures take this function's place: the same exchange, with a digest that nobody here can read.
 */
export async function redeem(
  tx: Tx,
  by: { actor: Actor } | { token: string },
  { ballot: id, digest: made }: { ballot: string; digest: string },
): Promise<{ digest: string }> {
  const window = await holdWindow(tx, id);
  if (window.kind !== 'ballot') throw new Refusal('notFound');
  mustBeOpen(window);
  const entitled = tx.selectFrom('entitlement').selectAll().where('window_id', '=', id);
  const mine = await (
    'actor' in by
      ? entitled.where('person_id', '=', by.actor.id)
      : entitled.where('token_digest', '=', digest(by.token))
  )
    .forUpdate()
    .executeTakeFirst();
  if (!mine) throw new Refusal((await mustWithdraw(tx, window, by)) ? 'recused' : 'notEntitled');
  if (mine.recused) throw new Refusal('recused');
  const admitted = await tx
    .selectFrom('credential')
    .select('digest')
    .where('digest', '=', made)
    .where('window_id', '=', id)
    .executeTakeFirst();
  if (mine.redeemed) {
    if (admitted) return { digest: made };
    throw new Refusal('alreadyRedeemed');
  }
  // Two slips, one credential: one of the two votes could never be cast.
  if (admitted) throw new Refusal('badCredential');
  await tx
    .updateTable('entitlement')
    .set({ redeemed: true })
    .where('window_id', '=', id)
    .where('person_id', '=', mine.person_id)
    .execute();
  await tx.insertInto('credential').values({ digest: made, window_id: id, class: mine.class }).execute();
  return { digest: made };
}

/** Whether somebody has no slip because kin of theirs are voted on. */
async function mustWithdraw(tx: Tx, window: HeldWindow, by: { actor: Actor } | { token: string }): Promise<boolean> {
  if (!window.terms.kin || !('actor' in by)) return false;
  const recused = await recusedIn(tx, { id: window.visit_id, campaign: window.campaign_id }, [by.actor.id]);
  return (recused[by.actor.id]?.size ?? 0) > 0;
}

/**
 * Casts a ballot with the credential alone: spent and cast in one transaction, with no name, time or order beside it. The same
 * ballot again gives the same receipt; another choice with a spent credential is refused.
 */
export async function cast(
  tx: Tx,
  id: string,
  { credential, choices }: { credential: string; choices: Record<string, string> },
): Promise<{ serial: string }> {
  const window = await holdWindow(tx, id);
  if (window.kind !== 'ballot') throw new Refusal('notFound');
  const serial = digest(`serial ${credential}`).slice(0, 32);
  const cast = await tx.selectFrom('ballot').select('choices').where('serial', '=', serial).executeTakeFirst();
  if (cast) {
    if (canonical(cast.choices) === canonical(choices)) return { serial };
    throw new Refusal('alreadyCast');
  }
  mustBeOpen(window);
  const errors = window.terms.paper ? checkPaper(window.terms.paper, choices) : [];
  if (errors.length > 0) throw new Refusal('invalid', { errors });
  const spent = await tx
    .deleteFrom('credential')
    .where('digest', '=', digest(credential))
    .where('window_id', '=', id)
    .returning('class')
    .executeTakeFirst();
  if (!spent) throw new Refusal('badCredential');
  await tx
    .insertInto('ballot')
    .values({ serial, window_id: id, class: spent.class, choices: json(choices) })
    .execute();
  return { serial };
}

/** The mark of a voter who judges nobody fit to be graded by them. */
export const abstention = '弃权';
