import { createHmac } from 'node:crypto';
import type { Tx } from '../../records/database';
import { digest } from '../../records/digest';

/** Who stands under which name in one export. */
export interface Pseudonyms {
  (person: string): string;
  readonly has: (text: string) => boolean;
}

/**
 * Names for everybody of a campaign: candidate-01 …, person-01 …. Their order comes from the salts of the record, which never leave
 * the house: the same rows give the same names, and nobody can work back from a list of people to who is who.
 */
export async function pseudonymsFor(tx: Tx, campaign: string): Promise<Pseudonyms> {
  const salts = await tx
    .selectFrom('record_content')
    .select('salt')
    .where('campaign_id', '=', campaign)
    .orderBy('seq')
    .execute();
  const key = digest(salts.map(({ salt }) => salt));
  const candidates = await tx
    .selectFrom('participant')
    .select('person_id')
    .where('campaign_id', '=', campaign)
    .execute();
  const lots = await tx.selectFrom('lot').select('people').where('campaign_id', '=', campaign).execute();
  const running = new Set([...candidates.map(({ person_id }) => person_id), ...lots.flatMap(({ people }) => people)]);
  const others = new Set([...(await actorsIn(tx, campaign))].filter((person) => !running.has(person)));
  const names = new Map([...named('candidate', running, key), ...named('person', others, key)]);
  const nameOf = (person: string): string => {
    const name = names.get(person);
    if (name === undefined) throw new Error('an export meets somebody who is not of the campaign');
    return name;
  };
  return Object.assign(nameOf, { has: (text: string) => names.has(text) });
}

/** Everybody who acts, is in a panel, may vote or has given an answer. */
async function actorsIn(tx: Tx, campaign: string): Promise<Set<string>> {
  const of = (query: { execute(): Promise<{ person: string | null }[]> }) => query.execute();
  const rows = [
    ...(await of(tx.selectFrom('record_entry').select('actor as person').where('campaign_id', '=', campaign))),
    ...(await of(tx.selectFrom('panel_member').select('person_id as person').where('campaign_id', '=', campaign))),
    ...(await of(tx.selectFrom('pool_member').select('person_id as person').where('campaign_id', '=', campaign))),
    ...(await of(tx.selectFrom('elector').select('person_id as person').where('campaign_id', '=', campaign))),
    ...(await of(
      tx
        .selectFrom('answer')
        .innerJoin('window', 'window.id', 'window_id')
        .select('person_id as person')
        .where('campaign_id', '=', campaign),
    )),
  ];
  return new Set(rows.flatMap(({ person }) => (person === null ? [] : [person])));
}

function named(word: string, people: ReadonlySet<string>, key: string): [string, string][] {
  const hash = (person: string) => createHmac('sha256', key).update(person).digest('hex');
  const width = Math.max(2, String(people.size).length);
  return [...people]
    .map((person) => [person, hash(person)] as const)
    .sort(([, a], [, b]) => (a < b ? -1 : 1))
    .map(([person], index) => [person, `${word}-${String(index + 1).padStart(width, '0')}`]);
}
