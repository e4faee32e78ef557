import type { Records, Tx } from '../database';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Names for ids; an id that is nobody's stands for itself. */
export async function namesOf(db: Records | Tx, ids: Iterable<string>): Promise<(id: string) => Named> {
  const asked = [...new Set(ids)];
  const rows =
    asked.length === 0 ? [] : await db.selectFrom('person').select(['id', 'name']).where('id', 'in', asked).execute();
  const known = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: known.get(id) ?? id });
}
