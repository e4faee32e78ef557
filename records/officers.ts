import { sql, type Selectable } from 'kysely';
import type { Terms } from '../domain/answers';
import { json, type Tx } from './database';
import { queueLetters } from './letters';
import { panelOf } from './people';
import { kinAmong } from './recusal';
import type { Database } from './schema';
import type { Visit } from './visits';
import { windowId, type Question } from './windows';

type Handled = Pick<Question, 'holders' | 'tell'> & { readonly terms: Pick<Terms, 'unrelatedTo' | 'standIn'> };

/**
 * Who of a panel handles a vote about these people: neither one of them nor declared kin of theirs (监票人不得是候选人或其近亲属). Where
 * fewer are left than are needed, whoever started the campaign stands in, is told who is missing, and names others by delegating.
 */
export async function handledBy(
  tx: Tx,
  visit: Visit,
  purpose: string,
  panel: string,
  about: readonly string[],
  needed = 1,
): Promise<Handled> {
  const officers = await panelOf(tx, visit, panel);
  const related = await relatedAmong(tx, visit.campaign, officers, about);
  const free = officers.filter((officer) => !related.has(officer));
  const terms = { unrelatedTo: about };
  if (free.length >= needed) return { holders: free, terms };
  const standIn = { lacks: needed - free.length, withdrawn: [...related] };
  const starter = await starterOf(tx, visit.campaign);
  return {
    holders: [...new Set([...free, starter])],
    terms: { ...terms, standIn },
    tell: [await missingLetter(tx, windowId(visit.id, purpose), purpose, starter, standIn)],
  };
}

/** Those of the people who are among the others, or kin of theirs. */
async function relatedAmong(
  tx: Tx,
  campaign: string,
  people: readonly string[],
  others: readonly string[],
): Promise<ReadonlySet<string>> {
  const kin = await kinAmong(tx, campaign, people, others);
  return new Set(people.filter((person) => others.includes(person) || kin.has(person)));
}

/** Whether somebody must not handle a vote. */
export const isRelated = async (
  tx: Tx,
  { campaign_id, terms }: Pick<Handling, 'campaign_id' | 'terms'>,
  person: string,
): Promise<boolean> => (await relatedAmong(tx, campaign_id, [person], terms.unrelatedTo ?? [])).size > 0;

type Handling = Pick<Selectable<Database['window']>, 'id' | 'visit_id' | 'campaign_id' | 'purpose' | 'needs' | 'terms'>;

/** Officers who declare kin after they were asked are asked no more; where too few are left, whoever started the campaign stands in. */
export async function recuseOfficers(tx: Tx, window: Handling): Promise<void> {
  const { id, visit_id, campaign_id: campaign, purpose, needs, terms } = window;
  const held = await tx.selectFrom('holder').selectAll().where('window_id', '=', id).execute();
  const officers = [...new Set(held.map(({ person_id }) => person_id))];
  const starter = await starterOf(tx, campaign);
  const related = await relatedAmong(tx, campaign, officers, terms.unrelatedTo ?? []);
  const owing = held.filter(({ person_id, answered }) => !answered && person_id !== starter && related.has(person_id));
  const out = [...new Set(owing.map(({ person_id }) => person_id))];
  if (out.length === 0) return;
  await tx
    .deleteFrom('holder')
    .where('window_id', '=', id)
    .where('answered', '=', false)
    .where('person_id', 'in', out)
    .execute();
  const left = new Set(held.filter((each) => !owing.includes(each)).map(({ person_id }) => person_id));
  left.delete(starter);
  const lacks = (needs === 'pair' ? 2 : 1) - left.size;
  if (lacks <= 0) return;
  const standIn = { lacks, withdrawn: [...new Set([...(terms.standIn?.withdrawn ?? []), ...out])] };
  await tx
    .insertInto('holder')
    .values(
      [...new Set(held.map(({ subject }) => subject))].map((subject) => ({
        window_id: id,
        person_id: starter,
        subject,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .updateTable('window')
    .set({ terms: sql<string>`terms || ${json({ standIn })}::jsonb` })
    .where('id', '=', id)
    .execute();
  await queueLetters(tx, { visit: visit_id, campaign, ...(await missingLetter(tx, id, purpose, starter, standIn)) });
}

/** A letter that names who is missing; another one when more are. */
async function missingLetter(
  tx: Tx,
  window: string,
  purpose: string,
  starter: string,
  { lacks, withdrawn }: NonNullable<Terms['standIn']>,
): Promise<NonNullable<Question['tell']>[number]> {
  const names =
    withdrawn.length === 0
      ? []
      : await tx.selectFrom('person').select('name').where('id', 'in', withdrawn).orderBy('id').execute();
  return {
    purpose: `standIn:${purpose}:${withdrawn.length}`,
    letter: 'standIn',
    to: [starter],
    terms: { window, lacks, withdrawn: names.map(({ name }) => name) },
  };
}

async function starterOf(tx: Tx, campaign: string): Promise<string> {
  const row = await tx.selectFrom('campaign').select('started_by').where('id', '=', campaign).executeTakeFirstOrThrow();
  return row.started_by;
}
