import { sql } from 'kysely';
import { json, type Tx } from './database';
import { keptFactsOf, withKept, type Reading } from './keptFacts';
import type { Visit } from './visits';

/** Those among whom a campaign without open registration looks (名册), with what their files say and what earlier campaigns kept. */
export async function poolOf(
  tx: Tx,
  { campaign, ...reading }: Pick<Visit, 'campaign'> & Reading,
): Promise<Record<string, Readonly<Record<string, unknown>>>> {
  const rows = await tx
    .selectFrom('pool_member')
    .distinctOn('person_id')
    .select(['person_id', 'facts'])
    .where('campaign_id', '=', campaign)
    .where('entered_at', '<=', reading.asOf)
    .orderBy('person_id')
    .orderBy('entered_at', 'desc')
    .execute();
  const people = rows.map(({ person_id }) => person_id);
  const kept = await keptFactsOf(tx, reading, people);
  return Object.fromEntries(rows.map(({ person_id, facts }) => [person_id, withKept(facts, kept[person_id])]));
}

/**
 * Enters people whom somebody else than themselves has put forward (invited, nominated, elected by write-in) with what the pool
 * says of them. Who has entered, or has left, is left alone.
 */
export async function enterFromPool(tx: Tx, { campaign }: Pick<Visit, 'campaign'>, people: readonly string[]) {
  if (people.length === 0) return;
  await tx
    .insertInto('participant')
    .columns(['campaign_id', 'person_id', 'facts'])
    .expression(
      tx
        .selectFrom('person as p')
        .leftJoin('pool_member as m', (join) =>
          join.onRef('m.person_id', '=', 'p.id').on('m.campaign_id', '=', campaign),
        )
        .select([
          sql<string>`${campaign}::text`.as('campaign_id'),
          'p.id as person_id',
          sql<string>`coalesce(m.facts, ${json({})}::jsonb)`.as('facts'),
        ])
        .distinctOn('p.id')
        .orderBy('p.id')
        .orderBy('m.entered_at', 'desc')
        .where('p.id', '=', sql<string>`any(${people})`),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
