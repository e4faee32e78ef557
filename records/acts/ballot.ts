import { checkPaper } from '../../domain/answers';
import type { Actor } from '../actor';
import { json, type Tx } from '../database';
import { canonical, digest, randomId } from '../digest';
import { Refusal } from '../refusal';
import { holdWindow, mustBeOpen } from './holding';

/**
 * The seam between entitlement and choice: who is entitled (signed in, or with a personal link) gets a credential that leads
 * back to nobody. Blind signatures take the place of this function's random credential; nothing else changes.
 */
export async function redeem(
  tx: Tx,
  by: { actor: Actor } | { token: string },
  id: string,
): Promise<{ credential: string }> {
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
  if (!mine) throw new Refusal('notEntitled');
  if (mine.redeemed) throw new Refusal('alreadyRedeemed');
  await tx
    .updateTable('entitlement')
    .set({ redeemed: true })
    .where('window_id', '=', id)
    .where('person_id', '=', mine.person_id)
    .execute();
  const credential = randomId();
  await tx
    .insertInto('credential')
    .values({ digest: digest(credential), window_id: id, class: mine.class })
    .execute();
  return { credential };
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
