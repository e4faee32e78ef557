import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Records, Tx } from './database';

/** 32 bytes that lie outside the database. */
export type IdentityKey = Buffer;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

/** A place, a day of birth, a number of the day. */
const places = /^[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;

/** Whether a text is a resident identity number (公民身份号码, GB 11643): eighteen places, the last a check digit. */
export function isIdentityNumber(text: string): boolean {
  if (!places.test(text)) return false;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return checkDigits[sum % 11] === text[17];
}

/** Encrypts with AES-256-GCM, bound to the person, so that a sealed number moved to another row does not open. */
export function seal(key: IdentityKey, person: string, number: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(person));
  return Buffer.concat([nonce, cipher.update(number, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the key, the person or the bytes are not those it was sealed with */
export function unseal(key: IdentityKey, person: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12)).setAAD(Buffer.from(person));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
}

export async function keepIdentityNumber(tx: Tx, key: IdentityKey, person: string, number: string): Promise<void> {
  await tx
    .updateTable('person')
    .set({ sealed_identity: seal(key, person, number) })
    .where('id', '=', person)
    .execute();
}

/** What a person may see of the own number: the first three and the last two; null when there is none that this key opens. */
export async function maskedIdentity(
  db: Records | Tx,
  key: IdentityKey | undefined,
  person: string,
): Promise<string | null> {
  const row = await db.selectFrom('person').select('sealed_identity').where('id', '=', person).executeTakeFirst();
  if (!key || !row?.sealed_identity) return null;
  try {
    return unseal(key, person, row.sealed_identity).replace(/(?<=^.{3}).+(?=..$)/, (hidden) =>
      '*'.repeat(hidden.length),
    );
  } catch {
    // Another key: the number is lost to us, the rest of the person's file is not.
    return null;
  }
}

/** Tells the same number again without giving it away: there are so few that a plain digest could be searched for. */
export const identityMark = (key: IdentityKey, number: string): string =>
  createHmac('sha256', key).update(number).digest('hex');
