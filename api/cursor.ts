import { z } from 'zod';
import { Refusal } from '../records/refusal';
import type { Page } from '../records/queries/page';
import { isStorable } from './clean';

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const place = z.array(z.string().max(200).refine(isStorable)).min(1).max(3);

/** The page of a query as clients get it: the place to go on from is opaque. */
export const withCursor = <T>({
  items,
  next,
}: Page<T, string | readonly string[]>): { items: readonly T[]; next: string | null } => ({
  items,
  next: next === null ? null : Buffer.from(JSON.stringify([next].flat())).toString('base64url'),
});

/** The place that a cursor stands for. A cursor that we did not make is refused. `instants`, `numbers`: which parts of it are such. */
export function placeOf(
  cursor: string | undefined,
  {
    length,
    instants = [],
    numbers = [],
  }: { length: number; instants?: readonly number[]; numbers?: readonly number[] },
): readonly string[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const read = place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    const dated = instants.every((part) => instantPattern.test(read[part] ?? ''));
    if (read.length === length && dated && numbers.every((part) => /^\d{1,9}$/.test(read[part] ?? ''))) return read;
  } catch {
    // Said below, like any other wrong cursor.
  }
  throw new Refusal('invalid', {
    errors: [
      {
        pointer: '/query/cursor',
        zh: '翻页标记无效，请从第一页重新开始',
        en: 'is not a cursor of ours; start from the first page',
      },
    ],
  });
}
