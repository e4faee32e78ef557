import { sql } from 'kysely';
import { atClock, json, type Tx } from './database';
import type { Visit } from './visits';

/** What a stage found out about a person that later campaigns of the department may read, for good or until an instant. */
export interface KeptFact {
  readonly person: string;
  readonly key: string;
  readonly value: unknown;
  readonly until?: string;
}

/** Keeps what a visit found out in the place of what it had kept before. */
export async function keepFacts(tx: Tx, visit: Visit, facts: readonly KeptFact[]): Promise<void> {
  await tx.deleteFrom('kept_fact').where('visit_id', '=', visit.id).execute();
  if (facts.length === 0) return;
  await tx
    .insertInto('kept_fact')
    .values(
      facts.map(({ person, key, value, until }) => ({
        visit_id: visit.id,
        person_id: person,
        key,
        department_id: visit.department,
        value: json(value),
        kept_at: atClock,
        until: until ?? null,
      })),
    )
    .execute();
}

/**
 * What earlier visits kept about these people and still stands at an instant, by person: of a list everything that was kept, of any
 * other fact the latest.
 */
export async function keptFactsOf(
  tx: Tx,
  department: string,
  people: readonly string[],
  at: string,
): Promise<Record<string, Record<string, unknown>>> {
  if (people.length === 0) return {};
  const rows = await tx
    .selectFrom('kept_fact as k')
    .innerJoin('visit as v', 'v.id', 'k.visit_id')
    .select(['k.person_id', 'k.key', 'k.value'])
    .where('k.department_id', '=', department)
    .where('k.person_id', '=', sql<string>`any(${people})`)
    .where('k.kept_at', '<=', at)
    .where(({ or, eb }) => or([eb('k.until', 'is', null), eb('k.until', '>', at)]))
    .where('v.status', '<>', 'superseded')
    .orderBy('k.kept_at')
    .orderBy('k.visit_id')
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
