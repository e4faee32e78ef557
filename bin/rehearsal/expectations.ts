import { isDeepStrictEqual } from 'node:util';
import { dateOf } from '../../domain/calendar';
import type { Records } from '../../records/database';
import { resultOf } from '../../records/queries/results';
import type { Expectation } from './scenario';

/** A post's seats, and who came to them by which stages. */
export interface Post {
  readonly id: string;
  readonly seats: readonly {
    readonly result: string | null;
    readonly person: string | null;
    readonly path: readonly string[];
  }[];
}
/** An expectation, and what came out where it did not hold. */
export interface Held {
  readonly text: string;
  readonly held: boolean;
  readonly found?: unknown;
}

/** Whether what a scenario expects has come out, and what did instead. */
export async function holds(
  db: Records,
  campaign: string,
  posts: readonly Post[],
  expected: Expectation,
): Promise<Held> {
  const found = await foundFor(db, campaign, posts, expected);
  const wrong = found.filter(({ is, was }) => !isDeepStrictEqual(is, was));
  return wrong.length === 0 && found.length > 0
    ? { text: expected.text, held: true }
    : { text: expected.text, held: false, found: wrong.map(({ was }) => was) };
}

/** Each thing an expectation says (`is`) beside what came out (`was`). */
async function foundFor(
  db: Records,
  campaign: string,
  posts: readonly Post[],
  expected: Expectation,
): Promise<{ is: unknown; was: unknown }[]> {
  const pairs: { is: unknown; was: unknown }[] = [];
  for (const [post, seats] of Object.entries(expected.seats ?? {}))
    pairs.push({
      is: inOrder(seats.map(({ result, person = null }) => [result, person])),
      was: inOrder(posts.find(({ id }) => id === post)?.seats.map(({ result, person }) => [result, person]) ?? []),
    });
  if (expected.found) {
    const { stage, path, is, ...which } = expected.found;
    pairs.push({ is, was: asFarAs(is, at(await findingOf(db, campaign, stage, which), path)) });
  }
  if (expected.published) {
    const { stage, path, is, visit, post } = expected.published;
    const visits = await visitsOf(db, campaign, stage, post);
    const id = (visit === undefined ? visits.at(-1) : visits[visit - 1])?.id;
    const result = id && (await resultOf(db, id).catch(() => undefined));
    pairs.push({ is, was: asFarAs(is, at(result, path)) });
  }
  if (expected.lastDay) {
    const { stage, of, is, visit } = expected.lastDay;
    const due = await dueOf(db, campaign, stage, of, visit);
    pairs.push({ is, was: due === null ? null : dateOf(new Date(Date.parse(due) - 1).toISOString()) });
  }
  if (expected.letters) {
    const { to, letter, saying, count } = expected.letters;
    const letters = await db
      .selectFrom('letter')
      .select('terms')
      .where('campaign_id', '=', campaign)
      .where('person_id', '=', to)
      .execute();
    const wanted = { letter, ...saying };
    pairs.push({
      is: count,
      was: letters.filter(({ terms }) => isDeepStrictEqual(asFarAs(wanted, terms), wanted)).length,
    });
  }
  if (expected.record) {
    const { kind, count } = expected.record;
    const entries = await db
      .selectFrom('record_entry')
      .select('seq')
      .where('campaign_id', '=', campaign)
      .where('kind', '=', kind)
      .execute();
    pairs.push({ is: count, was: entries.length });
  }
  if (expected.path) {
    const { person, is } = expected.path;
    pairs.push({ is, was: posts.flatMap(({ seats }) => seats).find((seat) => seat.person === person)?.path ?? null });
  }
  return pairs;
}

const inOrder = (rows: readonly unknown[][]) => [...rows].map((row) => JSON.stringify(row)).sort();

const visitsOf = (db: Records, campaign: string, stage: string, post?: string) =>
  db
    .selectFrom('visit')
    .select('id')
    .where('campaign_id', '=', campaign)
    .where('stage', '=', stage)
    .$if(post !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('visit_lot')
            .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
            .select('lot.id')
            .whereRef('visit_lot.visit_id', '=', 'visit.id')
            .where('lot.post', '=', post!),
        ),
      ),
    )
    .orderBy('ordinal')
    .execute();

async function findingOf(
  db: Records,
  campaign: string,
  stage: string,
  { visit: nth, first, post }: { visit?: number | undefined; first: boolean; post?: string | undefined },
): Promise<unknown> {
  const visits = await visitsOf(db, campaign, stage, post);
  const visit = nth === undefined ? visits.at(-1) : visits[nth - 1];
  if (!visit) return undefined;
  const findings = db.selectFrom('finding').select('content').where('visit_id', '=', visit.id);
  const asked = first ? findings.orderBy('found_at') : findings.where('replaced', '=', false);
  return (await asked.limit(1).executeTakeFirst())?.content;
}

async function dueOf(
  db: Records,
  campaign: string,
  stage: string,
  purpose: string,
  nth?: number,
): Promise<string | null> {
  const visits = await visitsOf(db, campaign, stage);
  const visit = nth === undefined ? visits.at(-1) : visits[nth - 1];
  if (!visit) return null;
  return (
    (
      await db
        .selectFrom('window')
        .select('due_at')
        .where('visit_id', '=', visit.id)
        .where('purpose', '=', purpose)
        .executeTakeFirst()
    )?.due_at ?? null
  );
}

/** A value by a path of keys and places: "posts.centre.ranking.0.score"; without a path the whole. */
export const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>(
      (inner, key) =>
        inner !== null && typeof inner === 'object' ? (inner as Record<string, unknown>)[key] : undefined,
      value,
    );

/** Of a value only the keys that another names, at every depth. */
export function asFarAs(model: unknown, value: unknown): unknown {
  if (model === null || value === null || typeof model !== 'object' || typeof value !== 'object') return value;
  if (Array.isArray(model))
    return Array.isArray(value) ? value.map((each, index) => asFarAs(model[index], each)) : value;
  return Object.fromEntries(
    Object.entries(model).map(([key, inner]) => [key, asFarAs(inner, (value as Record<string, unknown>)[key])]),
  );
}
