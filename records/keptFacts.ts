import { sql } from 'kysely';
import { atClock, json, type Tx } from './database';
import { canonical } from './digest';
import type { Visit } from './visits';

/** What a stage found out about a person that later campaigns of the department may read, for good or until an instant. */
export interface KeptFact {
  readonly person: string;
  readonly key: string;
  readonly value: unknown;
  readonly until?: string;
}

/** When a stage reads: what counts at an instant, as it was known at another. They differ where what it has read was corrected. */
export type Reading = Pick<Visit, 'department' | 'asOf' | 'knownAt'>;

/**
 * Keeps what a visit found out in the place of what it had kept before. What is replaced stays: whoever has read it and can't be
 * reopened reads it again when they are verified. Answers about whom something is not so any more, or only now.
 */
export async function keepFacts(tx: Tx, visit: Visit, facts: readonly KeptFact[]): Promise<string[]> {
  const kept = visit.before === null ? [] : await keptBy(tx, visit.id);
  const same = (row: (typeof kept)[number], { person, key, value, until }: KeptFact) =>
    canonical([row.person_id, row.key, row.value, row.until]) === canonical([person, key, value, until ?? null]);
  const gone = kept.filter((row) => !facts.some((fact) => same(row, fact)));
  const made = facts.filter((fact) => !kept.some((row) => same(row, fact)));
  for (const { person_id, key } of gone) await replace(tx, visit.id, { person: person_id, key });
  if (made.length > 0)
    await tx
      .insertInto('kept_fact')
      .values(
        made.map(({ person, key, value, until }) => ({
          visit_id: visit.id,
          person_id: person,
          key,
          department_id: visit.department,
          value: json(value),
          kept_at: visit.asOf,
          until: until ?? null,
          known_at: atClock,
        })),
      )
      .execute();
  return [...new Set([...gone.map(({ person_id }) => person_id), ...made.map(({ person }) => person)])];
}

/** What a visit that is superseded had kept is not so any more; answers about whom. */
export async function dropFacts(tx: Tx, visit: string): Promise<string[]> {
  const kept = await keptBy(tx, visit);
  if (kept.length > 0) await replace(tx, visit);
  return [...new Set(kept.map(({ person_id }) => person_id))];
}

const keptBy = (tx: Tx, visit: string) =>
  tx
    .selectFrom('kept_fact')
    .select(['person_id', 'key', 'value', 'until'])
    .where('visit_id', '=', visit)
    .where('replaced_at', 'is', null)
    .execute();

const replace = (tx: Tx, visit: string, only?: { person: string; key: string }) =>
  tx
    .updateTable('kept_fact')
    .set({ replaced_at: atClock })
    .where('visit_id', '=', visit)
    .where('replaced_at', 'is', null)
    .$if(only !== undefined, (facts) => facts.where('person_id', '=', only!.person).where('key', '=', only!.key))
    .execute();

/** What earlier visits kept about these people and still stands, by person: of a list everything that was kept, of any other fact the latest. */
export async function keptFactsOf(
  tx: Tx,
  { department, asOf, knownAt }: Reading,
  people: readonly string[],
): Promise<Record<string, Record<string, unknown>>> {
  if (people.length === 0) return {};
  const rows = await tx
    .selectFrom('kept_fact')
    .select(['person_id', 'key', 'value'])
    .where('department_id', '=', department)
    .where('person_id', '=', sql<string>`any(${people})`)
    .where('kept_at', '<=', asOf)
    .where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>', asOf)]))
    .where('known_at', '<=', knownAt)
    .where(({ or, eb }) => or([eb('replaced_at', 'is', null), eb('replaced_at', '>', knownAt)]))
    .orderBy('kept_at')
    .orderBy('visit_id')
    .execute();
  const known: Record<string, Record<string, unknown>> = {};
  for (const { person_id, key, value } of rows) {
    const facts = (known[person_id] ??= {});
    facts[key] = joined(facts[key], value);
  }
  return known;
}

/** Declared facts with those that were kept: a list is joined, anything else that was kept counts instead of what is declared. */
export const withKept = (
  declared: Readonly<Record<string, unknown>>,
  kept: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => ({
  ...declared,
  ...Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, joined(declared[key], value)])),
});

const joined = (own: unknown, kept: unknown): unknown =>
  Array.isArray(own) && Array.isArray(kept) ? (own as unknown[]).concat(kept) : kept;
