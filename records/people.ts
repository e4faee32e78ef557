import { ownOf } from '../domain/plan';
import { peopleIn } from '../domain/walk';
import type { Tx } from './database';
import { keptFactsOf, withKept, type Reading } from './keptFacts';
import type { Visit } from './visits';

/** The members of a panel: as entered at the start, or those who came out of the stages that the plan names for it as elected or appointed. */
export async function panelOf(
  tx: Tx,
  visit: Pick<Visit, 'campaign' | 'plan' | 'before' | 'lots'>,
  word: string,
): Promise<string[]> {
  const panel = ownOf(visit, word);
  const { winnersOf } = visit.plan.panels[panel] ?? {};
  if (winnersOf) return stillIn(tx, visit, await winnersIn(tx, visit, winnersOf));
  const rows = await tx
    .selectFrom('panel_member')
    .select('person_id')
    .where('campaign_id', '=', visit.campaign)
    .where('panel', '=', panel)
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id }) => person_id);
}

async function winnersIn(tx: Tx, { campaign }: Pick<Visit, 'campaign'>, stages: readonly string[]): Promise<string[]> {
  const lots = await tx
    .selectFrom('lot')
    .innerJoin('visit', 'visit.id', 'lot.from_visit')
    .select('lot.people')
    .where('lot.campaign_id', '=', campaign)
    .where('lot.superseded', '=', false)
    .where('lot.outcome', 'in', ['elected', 'appointed'])
    .where('visit.stage', 'in', stages)
    .execute();
  return peopleIn(lots).sort();
}

/**
 * Those of the people who had neither withdrawn nor been excluded when the visit was left. The order of the record says what was
 * before it: instants are too coarse.
 */
export async function stillIn(
  tx: Tx,
  { campaign, before }: Pick<Visit, 'campaign' | 'before'>,
  people: readonly string[],
): Promise<string[]> {
  if (people.length === 0) return [];
  const gone = await (before === null ? goneNow(tx, campaign, people) : goneBefore(tx, campaign, before)).execute();
  return people.filter((each) => !gone.some(({ person }) => person === each));
}

const goneNow = (tx: Tx, campaign: string, people: readonly string[]) =>
  tx
    .selectFrom('participant')
    .select('person_id as person')
    .where('campaign_id', '=', campaign)
    .where('person_id', 'in', people)
    .where(({ or, eb }) => or([eb('withdrawn_at', 'is not', null), eb('excluded_at', 'is not', null)]));

/** Who has withdrawn may have registered again. */
const goneBefore = (tx: Tx, campaign: string, seq: number) =>
  tx
    .selectFrom('record_entry as e')
    .select('e.subject as person')
    .where('e.campaign_id', '=', campaign)
    .where('e.kind', 'in', ['withdrew', 'excluded'])
    .where('e.seq', '<', seq)
    .where(({ or, eb, not, exists, selectFrom }) =>
      or([
        eb('e.kind', '=', 'excluded'),
        not(
          exists(
            selectFrom('record_entry as again')
              .select('again.seq')
              .whereRef('again.campaign_id', '=', 'e.campaign_id')
              .whereRef('again.actor', '=', 'e.actor')
              .where('again.kind', '=', 'applied')
              .whereRef('again.seq', '>', 'e.seq')
              .where('again.seq', '<', seq),
          ),
        ),
      ]),
    );

/** What people declared when they registered, with what earlier campaigns kept about them, by person. */
export async function factsOf(
  tx: Tx,
  visit: Pick<Visit, 'campaign'> & Reading,
  people: readonly string[],
): Promise<Record<string, Readonly<Record<string, unknown>>>> {
  if (people.length === 0) return {};
  const rows = await tx
    .selectFrom('participant')
    .select(['person_id', 'facts'])
    .where('campaign_id', '=', visit.campaign)
    .where('person_id', 'in', people)
    .execute();
  const kept = await keptFactsOf(tx, visit, people);
  return Object.fromEntries(rows.map(({ person_id, facts }) => [person_id, withKept(facts, kept[person_id])]));
}

/** Everybody of the visit's lots who is still in, once, though who has not been assigned yet may stand for several posts. */
export const everybody = (tx: Tx, visit: Visit): Promise<string[]> => stillIn(tx, visit, peopleIn(visit.lots));

/** A unit or an item is its own subject: of these lots the one that is, nobody being in it. */
export const itself = ({ plan }: Pick<Visit, 'plan'>, lot: Visit['lots'][number]): boolean =>
  lot.people.length === 0 && plan.posts.some(({ id, itself }) => id === lot.post && itself === true);

/** Whom or what a stage is about: everybody of the lots who is still in, and each unit or item itself. */
export const subjectsOf = async (tx: Tx, visit: Visit): Promise<string[]> => [
  ...(await everybody(tx, visit)),
  ...visit.lots.filter((lot) => itself(visit, lot)).map(({ post }) => post),
];

/** Who answers for an item: the people of its owner, who leads, and of those who cooperate. */
export async function answeringFor(
  tx: Tx,
  visit: Pick<Visit, 'campaign' | 'plan' | 'before' | 'lots'>,
  item: string,
): Promise<{ lead: string[]; cooperating: string[] }> {
  const { by, with: others = [] } = visit.plan.posts.find(({ id }) => id === item) ?? {};
  const members = await Promise.all(others.map((panel) => panelOf(tx, visit, panel)));
  return { lead: by === undefined ? [] : await panelOf(tx, visit, by), cooperating: [...new Set(members.flat())] };
}
