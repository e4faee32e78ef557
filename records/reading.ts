import { sql } from 'kysely';
import type { AnswerOf, NamedKind, Terms } from '../domain/answers';
import { dateOf } from '../domain/calendar';
import { ownOf } from '../domain/plan';
import type { Tx } from './database';
import { keptFactsOf, withKept } from './keptFacts';
import type { Visit } from './visits';
import { windowId } from './windows';

/** One answer that counts: who gave it, about whom. */
export interface Answered<K extends NamedKind> {
  readonly id: string;
  readonly by: string | null;
  readonly subject: string;
  readonly content: AnswerOf<K>;
  readonly at: string;
}

/** The answers to a question of the visit that stand (a corrected one in the place of the old), in a fixed order. */
export async function answersTo<K extends NamedKind>(
  tx: Tx,
  visit: Pick<Visit, 'id'>,
  purpose: string,
  _kind: K,
): Promise<Answered<K>[]> {
  const rows = await tx
    .selectFrom('answer')
    .select(['id', 'person_id', 'subject', 'content', 'answered_at'])
    .where('window_id', '=', windowId(visit.id, purpose))
    .where('replaced', '=', false)
    .orderBy('answered_at')
    .orderBy('subject')
    .orderBy('person_id')
    .execute();
  return rows.map(({ id, person_id, subject, content, answered_at }) => ({
    id,
    by: person_id,
    subject,
    content: content as AnswerOf<K>,
    at: answered_at,
  }));
}

/** What a question of the visit was opened with. */
export async function termsOf(tx: Tx, visit: Pick<Visit, 'id'>, purpose: string): Promise<Terms> {
  const window = tx.selectFrom('window').select('terms').where('id', '=', windowId(visit.id, purpose));
  return (await window.executeTakeFirst())?.terms ?? {};
}

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
  return [...new Set(lots.flatMap(({ people }) => people))].sort();
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
  visit: Pick<Visit, 'campaign' | 'department' | 'asOf'>,
  people: readonly string[],
): Promise<Record<string, Readonly<Record<string, unknown>>>> {
  if (people.length === 0) return {};
  const rows = await tx
    .selectFrom('participant')
    .select(['person_id', 'facts'])
    .where('campaign_id', '=', visit.campaign)
    .where('person_id', 'in', people)
    .execute();
  const kept = await keptFactsOf(tx, visit.department, people, visit.asOf);
  return Object.fromEntries(rows.map(({ person_id, facts }) => [person_id, withKept(facts, kept[person_id])]));
}

/** Everybody of the visit's lots who is still in, once, though who has not been assigned yet may stand for several posts. */
export const everybody = (tx: Tx, visit: Visit): Promise<string[]> =>
  stillIn(tx, visit, [...new Set(visit.lots.flatMap(({ people }) => people))]);

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

/** The outcome by which each of the visit's lots came to it. */
export async function arrivedBy(tx: Tx, { lots }: Pick<Visit, 'lots'>): Promise<Record<string, string | null>> {
  const ids = lots.map(({ id }) => id);
  const rows = await tx.selectFrom('lot').select(['id', 'outcome']).where('id', 'in', ids).execute();
  return Object.fromEntries(rows.map(({ id, outcome }) => [id, outcome]));
}

/** The last day on which people could register, which conditions on age and the like may be judged on. */
export async function registrationDeadline(
  tx: Tx,
  { campaign, asOf }: Pick<Visit, 'campaign' | 'asOf'>,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('window')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .select('window.closed_at')
    .where('window.campaign_id', '=', campaign)
    .where('window.kind', '=', 'application')
    .where('visit.status', '<>', 'superseded')
    .where('window.closed_at', '<=', asOf)
    .orderBy('window.closed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  // A deadline is the end of its day.
  return row?.closed_at ? dateOf(new Date(Date.parse(row.closed_at) - 1).toISOString()) : undefined;
}

/** The posts that people have named when they registered, the dearest first. */
export async function wishesOf(
  tx: Tx,
  { campaign, asOf }: Pick<Visit, 'campaign' | 'asOf'>,
  people: readonly string[],
): Promise<Record<string, readonly string[]>> {
  const rows = await tx
    .selectFrom('answer')
    .innerJoin('window', 'window.id', 'answer.window_id')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .select(['answer.person_id', 'answer.content'])
    .where('window.campaign_id', '=', campaign)
    .where('window.kind', '=', 'application')
    .where('visit.status', '<>', 'superseded')
    .where('answer.person_id', 'in', [...people, ''])
    .where('answer.answered_at', '<=', asOf)
    .where('answer.replaced', '=', false)
    .orderBy('answer.answered_at')
    .execute();
  return Object.fromEntries(
    rows.map(({ person_id, content }) => {
      const { post, wishes = [] } = content as AnswerOf<'application'>;
      return [person_id!, [post, ...wishes]];
    }),
  );
}

/** The latest finding of another stage about a post, or undefined when no track with the post has left that stage. */
export async function findingOf<F>(
  tx: Tx,
  visit: Pick<Visit, 'campaign'>,
  stage: string,
  post: string,
): Promise<F | undefined> {
  const row = await tx
    .selectFrom('finding')
    .innerJoin('visit', 'visit.id', 'finding.visit_id')
    .select('finding.content')
    .where('visit.campaign_id', '=', visit.campaign)
    .where('visit.stage', '=', stage)
    .where('visit.status', '<>', 'superseded')
    .where('finding.replaced', '=', false)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('visit_lot')
          .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
          .select('lot.id')
          .whereRef('visit_lot.visit_id', '=', 'visit.id')
          .where('lot.post', '=', post)
          .where('lot.superseded', '=', false),
      ),
    )
    .orderBy('visit.ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.content as F | undefined;
}

/** Those of a post whom the latest visit of another stage let through (合格的、到场的), in the order of their ids. */
export async function letThrough(
  tx: Tx,
  visit: Pick<Visit, 'campaign' | 'asOf'>,
  stage: string,
  post: string,
): Promise<string[]> {
  const rows = await cameOutOf(tx, visit, stage, post).select(['lot.people', 'visit.ordinal']).execute();
  return [
    ...new Set(rows.filter(({ ordinal }) => ordinal === rows[0]!.ordinal).flatMap(({ people }) => people)),
  ].sort();
}

/** When the latest track with a post left another stage. */
export async function passedAt(
  tx: Tx,
  visit: Pick<Visit, 'campaign' | 'asOf'>,
  stage: string,
  post: string,
): Promise<string | undefined> {
  return (
    (await cameOutOf(tx, visit, stage, post).select('visit.left_at').limit(1).executeTakeFirst())?.left_at ?? undefined
  );
}

const cameOutOf = (tx: Tx, { campaign, asOf }: Pick<Visit, 'campaign' | 'asOf'>, stage: string, post: string) =>
  tx
    .selectFrom('lot')
    .innerJoin('visit', 'visit.id', 'lot.from_visit')
    .where('lot.campaign_id', '=', campaign)
    .where('lot.post', '=', post)
    .where('lot.superseded', '=', false)
    .where('visit.stage', '=', stage)
    .where('visit.status', '<>', 'superseded')
    .where('visit.left_at', '<=', asOf)
    .orderBy('visit.ordinal', 'desc');

/**
 * Everybody of a post who has been in a lot that came out of these stages: those whom a replacement list has given a turn already.
 * When a visit is walked anew after a correction, only those count whose turn came in a visit that was left before it.
 */
export async function hadTheirTurn(
  tx: Tx,
  visit: Pick<Visit, 'id' | 'campaign'>,
  stages: readonly string[],
  post: string,
): Promise<Set<string>> {
  const own = await tx
    .selectFrom('lot')
    .select(({ fn }) => fn.min('ordinal').as('first'))
    .where('from_visit', '=', visit.id)
    .executeTakeFirst();
  const first = own?.first ?? null;
  const rows = await tx
    .selectFrom('lot')
    .innerJoin('visit', 'visit.id', 'lot.from_visit')
    .select('lot.people')
    .where('lot.campaign_id', '=', visit.campaign)
    .where('lot.post', '=', post)
    .where('lot.superseded', '=', false)
    .where('visit.stage', 'in', stages)
    .$if(first !== null, (query) =>
      query.where(
        ({ selectFrom }) =>
          selectFrom('lot as before')
            .select(({ fn }) => fn.min('before.ordinal').as('first'))
            .whereRef('before.from_visit', '=', 'lot.from_visit'),
        '<',
        first!,
      ),
    )
    .execute();
  return new Set(rows.flatMap(({ people }) => people));
}

/** Those whom an objection has named in the visits that this one's lots come from. */
export async function objectedTo(tx: Tx, visit: Pick<Visit, 'id'>): Promise<string[]> {
  const rows = await tx
    .selectFrom('visit_lot')
    .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
    .innerJoin('window', 'window.visit_id', 'lot.from_visit')
    .innerJoin('answer', 'answer.window_id', 'window.id')
    .select('answer.subject')
    .distinct()
    .where('visit_lot.visit_id', '=', visit.id)
    .where('window.kind', '=', 'objection')
    .where('answer.replaced', '=', false)
    .orderBy('answer.subject')
    .execute();
  return rows.map(({ subject }) => subject);
}

/** What the stage found when this lot last came out of it, however many stages lie between; undefined when it never has. */
export async function findingBefore<F>(tx: Tx, lot: { readonly id: string }, stage: string): Promise<F | undefined> {
  const { rows } = await sql<{ content: F }>`
    with recursive way as (
      select id, from_visit, from_lot, 0 as back from lot where id = ${lot.id}
      union all
      select l.id, l.from_visit, l.from_lot, way.back + 1 from way join lot l on l.id = way.from_lot)
    select f.content from way
    join visit v on v.id = way.from_visit and v.stage = ${stage}
    join finding f on f.visit_id = v.id and not f.replaced
    order by way.back limit 1`.execute(tx);
  return rows[0]?.content;
}
