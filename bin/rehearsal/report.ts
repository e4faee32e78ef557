import { isDeepStrictEqual } from 'node:util';
import { dateOf } from '../../domain/calendar';
import { recordKinds, type RecordKind } from '../../records/process-record';
import { clock, type Records } from '../../records/database';
import type { Client } from '@temporalio/client';
import { campaignExecution } from '../../workflows/names';
import type { Hands } from './hands';
import { officer, type Expectation, type Scenario } from './scenario';

/** What `rehearse --json` prints. */
export interface Report {
  readonly plan: string;
  readonly scenario: string;
  readonly ok: boolean;
  readonly virtualFrom: string;
  readonly virtualTo: string;
  readonly realSeconds: number;
  readonly posts: readonly Post[];
  readonly timeline: readonly { readonly at: string; readonly stage: string | null; readonly what: string }[];
  readonly expectations: readonly { readonly text: string; readonly held: boolean; readonly found?: unknown }[];
  readonly engine: {
    readonly runs: number;
    readonly historyEvents: number;
    readonly historyBytes: number;
    readonly longestRunEvents: number;
  };
  readonly record: { readonly entries: number; readonly head: string };
}
interface Post {
  readonly id: string;
  readonly seats: readonly {
    readonly result: string | null;
    readonly person: string | null;
    readonly path: readonly string[];
  }[];
}
interface Timeline {
  readonly posts: readonly {
    readonly id: string;
    readonly seats: readonly {
      readonly result: string | null;
      readonly person: { readonly name: string } | null;
      readonly path: readonly string[];
    }[];
  }[];
}

interface Played {
  readonly db: Records;
  readonly hands: Hands;
  readonly client?: Client;
  readonly campaign: string;
  readonly plan: string;
  readonly scenario: Scenario;
  readonly realSeconds: number;
}

export async function reportOn({ db, hands, client, campaign, plan, scenario, realSeconds }: Played): Promise<Report> {
  const { posts } = await hands.get<Timeline>(officer, `/campaigns/${campaign}`);
  const seats: Post[] = posts.map(({ id, seats: all }) => ({
    id,
    seats: all.map(({ result, person, path }) => ({ result, person: person?.name ?? null, path })),
  }));
  const expectations = [];
  for (const each of scenario.expect) expectations.push(await holds(db, campaign, seats, each));
  const record = await db
    .selectFrom('record_entry')
    .select(['seq', 'digest'])
    .where('campaign_id', '=', campaign)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    plan,
    scenario: scenario.title,
    ok:
      expectations.every(({ held }) => held) &&
      seats.every((post) => post.seats.every(({ result }) => result !== null)),
    virtualFrom: new Date(scenario.starts).toISOString(),
    virtualTo: await clock(db),
    realSeconds,
    posts: seats,
    timeline: await timelineOf(db, campaign),
    expectations,
    engine: client
      ? await engineFigures(client, campaign)
      : { runs: 0, historyEvents: 0, historyBytes: 0, longestRunEvents: 0 },
    record: { entries: record?.seq ?? 0, head: record?.digest ?? '' },
  };
}

/** The process record in words. */
async function timelineOf(db: Records, campaign: string): Promise<Report['timeline']> {
  const rows = await db
    .selectFrom('record_entry as e')
    .leftJoin('visit as v', 'v.id', 'e.visit_id')
    .leftJoin('person as p', 'p.id', 'e.actor')
    .leftJoin('window as w', (join) =>
      join
        .onRef('w.visit_id', '=', 'e.visit_id')
        .on((eb) => eb.or([eb('w.purpose', '=', eb.ref('e.subject')), eb('w.id', '=', eb.ref('e.subject'))])),
    )
    .select(['e.at', 'e.kind', 'e.subject', 'v.stage', 'p.name', 'w.title'])
    .where('e.campaign_id', '=', campaign)
    .orderBy('e.seq')
    .execute();
  return rows.map(({ at, kind, subject, stage, name, title }) => {
    const about = title ? `“${title}”` : subject !== stage ? subject : null;
    return { at, stage, what: [name, recordKinds[kind as RecordKind], about].filter(Boolean).join(' ') };
  });
}

async function engineFigures(client: Client, campaign: string): Promise<Report['engine']> {
  const figures = [];
  let run: string | undefined;
  do {
    const description = await client.workflow.getHandle(campaignExecution(campaign), run).describe();
    figures.push({ events: description.historyLength, bytes: Number(description.historySize ?? 0) });
    const first = description.raw.workflowExtendedInfo?.originalStartTime;
    run = first ? await predecessor(client, campaign, description.runId) : undefined;
  } while (run);
  return {
    runs: figures.length,
    historyEvents: figures.reduce((sum, { events }) => sum + events, 0),
    historyBytes: figures.reduce((sum, { bytes }) => sum + bytes, 0),
    longestRunEvents: Math.max(...figures.map(({ events }) => events)),
  };
}

/** The run that continued as this one, if any. */
async function predecessor(client: Client, campaign: string, run: string): Promise<string | undefined> {
  const { history } = await client.workflowService.getWorkflowExecutionHistory({
    namespace: client.options.namespace,
    execution: { workflowId: campaignExecution(campaign), runId: run },
    maximumPageSize: 1,
  });
  return history?.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
}

async function holds(
  db: Records,
  campaign: string,
  posts: readonly Post[],
  expected: Expectation,
): Promise<Report['expectations'][number]> {
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
    const { stage, path, is, visit, first } = expected.found;
    pairs.push({ is, was: asFarAs(is, at(await findingOf(db, campaign, stage, { visit, first }), path)) });
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

const visitsOf = (db: Records, campaign: string, stage: string) =>
  db
    .selectFrom('visit')
    .select('id')
    .where('campaign_id', '=', campaign)
    .where('stage', '=', stage)
    .orderBy('ordinal')
    .execute();

async function findingOf(
  db: Records,
  campaign: string,
  stage: string,
  { visit: nth, first }: { visit?: number | undefined; first: boolean },
): Promise<unknown> {
  const visits = await visitsOf(db, campaign, stage);
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
const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>(
      (inner, key) =>
        inner !== null && typeof inner === 'object' ? (inner as Record<string, unknown>)[key] : undefined,
      value,
    );

/** Of a value only the keys that another names, at every depth. */
function asFarAs(model: unknown, value: unknown): unknown {
  if (model === null || value === null || typeof model !== 'object' || typeof value !== 'object') return value;
  if (Array.isArray(model))
    return Array.isArray(value) ? value.map((each, index) => asFarAs(model[index], each)) : value;
  return Object.fromEntries(
    Object.entries(model).map(([key, inner]) => [key, asFarAs(inner, (value as Record<string, unknown>)[key])]),
  );
}
