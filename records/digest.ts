import { createHash, randomBytes } from 'node:crypto';

/** JSON with the keys of every object in order: the same content always gives the same text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

/** SHA-256 of the canonical form, in hex. */
export const digest = (value: unknown): string =>
  createHash('sha256')
    .update(typeof value === 'string' ? value : canonical(value))
    .digest('hex');

/** A key made of what it identifies: the same parts always give the same id (32 hex digits). */
export const keyOf = (...parts: readonly unknown[]): string => digest(parts).slice(0, 32);

/** An id or secret of 128 random bits, in hex. */
export const randomId = (): string => randomBytes(16).toString('hex');
