import { recordKinds, type RecordKind } from '../../records/process-record';
import { clock, type Records } from '../../records/database';
import type { Client } from '@temporalio/client';
import { campaignExecution } from '../../workflows/names';
import type { Hands } from './hands';
import { campaignOf } from './play';
import { holds, type Held, type Post } from './expectations';
import { officer, type Scenario } from './scenario';

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
  readonly expectations: readonly Held[];
  readonly engine: {
    readonly runs: number;
    readonly historyEvents: number;
    readonly historyBytes: number;
    readonly longestRunEvents: number;
  };
  readonly record: { readonly entries: number; readonly head: string };
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
  const seatsOf = async (of: string): Promise<Post[]> =>
    (await hands.get<Timeline>(officer, `/campaigns/${of}`)).posts.map(({ id, seats: all }) => ({
      id,
      seats: all.map(({ result, person, path }) => ({ result, person: person?.name ?? null, path })),
    }));
  const seats = await seatsOf(campaign);
  const expectations = [];
  for (const each of scenario.expect) {
    const other = each.in === undefined ? undefined : await campaignOf(db, each.in);
    expectations.push(await holds(db, other ?? campaign, other ? await seatsOf(other) : seats, each));
  }
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
