import { createHmac } from 'node:crypto';
import { asWritten, type AnswerOf } from '../../domain/answers';
import type { Tx } from '../../records/database';
import { digest } from '../../records/digest';

/** Who stands under which name in one export. */
export interface Pseudonyms {
  (person: string): string;
  readonly has: (text: string) => boolean;
  /** A name that a voter wrote, as name-01 …: the same name is the same, whoever bears it. */
  readonly written: (name: string) => string;
  readonly wasWritten: (name: string) => boolean;
  /** Every name that was written, spaces aside. */
  readonly names: readonly string[];
  /** A word in the place of a text that may say something of people: equal texts have equal words. */
  readonly mark: (text: string) => string;
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
  const namesOf = new Map(named('name', await namesWritten(tx, campaign), key));
  return Object.assign(nameOf, {
    has: (text: string) => names.has(text),
    written: (name: string) => namesOf.get(asWritten(name))!,
    wasWritten: (name: string) => namesOf.has(asWritten(name)),
    names: [...namesOf.keys()],
    mark: (text: string) => createHmac('sha256', key).update(text).digest('hex').slice(0, 16),
  });
}

/** What voters wrote on blank lines, on ballots or on paper. */
async function namesWritten(tx: Tx, campaign: string): Promise<Set<string>> {
  const windows = await tx
    .selectFrom('window')
    .select(['id', 'terms'])
    .where('campaign_id', '=', campaign)
    .where('kind', 'in', ['ballot', 'paperCount'])
    .execute();
  const names: string[] = [];
  for (const { id, terms } of windows) {
    const lines = terms.paper?.lines ?? {};
    const ballots = await tx.selectFrom('ballot').select('choices').where('window_id', '=', id).execute();
    for (const { choices } of ballots)
      names.push(
        ...Object.entries(choices).flatMap(([line, name]) =>
          Object.hasOwn(lines, line) || (terms.paper?.comments && line === 'comments') ? [] : [name],
        ),
      );
    const counts = await tx.selectFrom('answer').select('content').where('window_id', '=', id).execute();
    for (const { content } of counts)
      for (const { writeIns } of Object.values((content as AnswerOf<'paperCount'>).classes))
        names.push(...Object.values(writeIns).flatMap((each) => Object.keys(each)));
  }
  return new Set(names.map(asWritten));
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
