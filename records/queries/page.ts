/** A stretch of a list: at most so many after a place. The place is the sort key of the last one seen. */
export interface Stretch<K> {
  readonly limit: number;
  readonly after?: K | undefined;
}

/** What was found, and the place from which to go on; null at the end. */
export interface Page<T, K> {
  readonly items: readonly T[];
  readonly next: K | null;
}

/** Makes a page of one row more than asked for. */
export function pageOf<T, K>(rows: readonly T[], limit: number, place: (row: T) => K): Page<T, K> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? place(items.at(-1)!) : null };
}
