import { z } from 'zod';
import { Refusal } from '../records/refusal';
import type { Page } from '../records/queries/page';
import { isStorable } from './clean';

const place = z.array(z.string().max(200).refine(isStorable)).min(1).max(3);

/** The page of a query as clients get it: the place to go on from is opaque. */
export const withCursor = <T>({ items, next }: Page<T, string | readonly string[]>): { items: readonly T[]; next: string | null } => ({
  items,
  next: next === null ? null : Buffer.from(JSON.stringify([next].flat())).toString('base64url'),
});

/** The place that a cursor stands for. A cursor that we did not make is refused. `dates`: which parts are instants. */
export function placeOf(cursor: string | undefined, { length, instants = [] }: { length: number; instants?: readonly number[] }): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const read = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (read.length === length && instants.every((part) => !Number.isNaN(Date.parse(read[part] ?? '')))) return read;
  } catch {
    // Said below, like any other wrong cursor.
  }
  throw new Refusal('invalid', { errors: [{ pointer: '/query/cursor', zh: '翻页标记无效，请从第一页重新开始', en: 'is not a cursor of ours; start from the first page' }] });
}
