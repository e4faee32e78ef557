import { sign, verify, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import { atClock, type Tx } from './database';
import { queueLetters } from './letters';
import { headOf } from './process-record';
import type { Visit } from './visits';

/** Signs heads of the chain with Ed25519; the key lies outside the database. */
export interface Signer {
  readonly privateKey: KeyObject;
}

/** What is signed: everything an outsider needs to hold the chain to it. */
export const anchorText = (anchor: { campaign_id: string; visit_id: string; seq: number; head: string }): string =>
  `xuanxian ${anchor.campaign_id} ${anchor.visit_id} ${anchor.seq} ${anchor.head}`;

export const anchorHolds = (
  publicKey: KeyObject,
  anchor: Parameters<typeof anchorText>[0],
  signature: string,
): boolean => verify(null, Buffer.from(anchorText(anchor)), publicKey, Buffer.from(signature, 'base64'));

/** Signs the head of the chain at a stage's end and mails it to the discipline supervisors. A visit's first anchor stays. */
export async function anchorVisit(tx: Tx, visit: Visit, { privateKey }: Signer): Promise<void> {
  const { seq, digest: head } = await headOf(tx, visit.campaign);
  const anchor = { campaign_id: visit.campaign, visit_id: visit.id, seq, head };
  const signature = sign(null, Buffer.from(anchorText(anchor)), privateKey).toString('base64');
  const signed = await tx
    .insertInto('anchor')
    .values({ ...anchor, signature, signed_at: atClock })
    .onConflict((conflict) => conflict.column('visit_id').doNothing())
    .returning('seq')
    .executeTakeFirst();
  if (!signed) return;
  const supervisors = await tx
    .selectFrom('person')
    .select('id')
    .where('department_id', '=', visit.department)
    .where(sql<boolean>`'discipline' = any(roles)`)
    .execute();
  await queueLetters(tx, {
    visit: visit.id,
    campaign: visit.campaign,
    purpose: 'anchor',
    letter: 'anchor',
    to: supervisors.map(({ id }) => id),
    terms: { stage: visit.stage.title, seq: anchor.seq, head: anchor.head, signature },
  });
}
