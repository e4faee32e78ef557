import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Tx } from './database';

/** 32 bytes that lie outside the database. */
export type IdentityKey = Buffer;

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = '10X98765432';

/** Whether a text is a resident identity number (公民身份号码, GB 11643): eighteen places, the last a check digit. */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false;
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
