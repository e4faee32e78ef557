import { sql } from 'kysely';
import type { Terms } from '../domain/answers';
import type { Tx } from './database';

/** Who of these people is related to whom, as far as either has declared it, for good (亲属关系), or before an entry of the record. */
const kinOf = (tx: Tx, campaign: string, people: readonly string[], before: number | null = null) =>
  tx
    .selectFrom('kinship')
    .select(['person_id', 'kin_id'])
    .where('campaign_id', '=', campaign)
    .where(sql<boolean>`(person_id = any(${[...people]}) or kin_id = any(${[...people]}))`)
    .$if(before !== null, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('record_entry as e')
            .select('e.seq')
            .whereRef('e.campaign_id', '=', 'kinship.campaign_id')
            .whereRef('e.actor', '=', 'kinship.person_id')
            .whereRef('e.subject', '=', 'kinship.kin_id')
            .where('e.kind', '=', 'kinDeclared')
            .where('e.seq', '<', before!),
        ),
      ),
    )
    .execute();

/** Those of the people who are kin of one of the others. */
export async function kinAmong(
  tx: Tx,
  campaign: string,
  people: readonly string[],
  others: readonly string[],
): Promise<ReadonlySet<string>> {
  const pairs = people.length === 0 || others.length === 0 ? [] : await kinOf(tx, campaign, people);
  const related = pairs.flatMap(({ person_id, kin_id }) => [
    ...(others.includes(kin_id) ? [person_id] : []),
    ...(others.includes(person_id) ? [kin_id] : []),
  ]);
  return new Set(related.filter((person) => people.includes(person)));
}

/**
 * From whom each of these people must withdraw in a visit: from everybody of a post of which one is their kin, and from that post as a
 * whole (任职回避、公务回避). With `before`, only as far as it had been declared by then.
 */
export async function recusedIn(
  tx: Tx,
  visit: { readonly id: string; readonly campaign: string; readonly before?: number | null },
  people: readonly string[],
): Promise<Record<string, ReadonlySet<string>>> {
  if (people.length === 0) return {};
  const declared = await kinOf(tx, visit.campaign, people, visit.before);
  if (declared.length === 0) return {};
  const lots = await tx
    .selectFrom('visit_lot')
    .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
    .select(['lot.post', 'lot.people'])
    .where('visit_lot.visit_id', '=', visit.id)
    .execute();
  const from = (person: string) =>
    lots
      .filter((lot) =>
        declared.some(
          ({ person_id, kin_id }) =>
            (person_id === person && lot.people.includes(kin_id)) ||
            (kin_id === person && lot.people.includes(person_id)),
        ),
      )
      .flatMap(({ post, people: its }) => [post, ...its]);
  return Object.fromEntries(people.map((person) => [person, new Set(from(person))]));
}

/** The members of a meeting who withdraw while a person is discussed, by that person; nothing where nobody must. */
export async function recusedMembers(
  tx: Tx,
  visit: { readonly id: string; readonly campaign: string },
  { entitled = [], subjects = [] }: Terms,
): Promise<Pick<Terms, 'recused'>> {
  const recused = await recusedIn(tx, visit, entitled);
  const by = subjects.flatMap((subject): [string, string[]][] => {
    const members = entitled.filter((member) => recused[member]?.has(subject));
    return members.length > 0 ? [[subject, members]] : [];
  });
  return by.length > 0 ? { recused: Object.fromEntries(by) } : {};
}
