import type { Plan } from '../../domain/plan';
import { sql } from 'kysely';
import { clock, type Records } from '../../records/database';
import { nextDue } from '../../records/rehearsalClock';
import { actors, perform } from './deeds';
import type { Hands } from './hands';
import { castOf, officer, officers, ScenarioFault, type Act, type Cast, type Scenario } from './scenario';
import { rosterOf } from './roster';
import type { VirtualTime } from './virtualTime';

/** The department of every rehearsal. */
export const department = '组织人事部门';

export interface Play {
  readonly db: Records;
  readonly hands: Hands;
  readonly time: VirtualTime;
  readonly plan: Plan;
  readonly source: string;
  readonly scenario: Scenario;
  /** Told after every act or step of time, and which act is next; a test cuts, kills, moves or copies things here. */
  readonly afterEach?: (campaign: string, next: number) => Promise<void>;
}

/** Puts the scenario's people into the rehearsal's database. Their ids are their names. */
export async function invite(db: Records, cast: readonly Cast[]): Promise<void> {
  await db
    .insertInto('department')
    .values({ id: department, name: department })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const people = [...officers, ...cast].map(({ name, called = name, roles }, index) => ({
    id: name,
    name: called,
    roles: [...roles],
    department_id: department,
    email: `p${index}@example.invalid`,
  }));
  for (let from = 0; from < people.length; from += 1000)
    await db
      .insertInto('person')
      .values(people.slice(from, from + 1000))
      .execute();
}

/** Plays a scenario from the plan's publication to the end of the campaign. Returns the campaign's id. */
export async function play(game: Play): Promise<string> {
  const campaign = await begin(game);
  await game.afterEach?.(campaign, 0);
  await playOn(game, campaign, 0);
  return campaign;
}

/** Plays a scenario that has begun from one of its acts to the end of the campaign. */
export async function playOn(game: Play, campaign: string, from: number): Promise<void> {
  const { scenario, time } = game;
  const { acts } = scenario;
  const cast = castOf(scenario);
  for (let next = from; next < acts.length; next++) {
    const within = await comeTo(game, campaign, next);
    await perform(
      { ...game, campaign: within, cast, others: scenario.others ?? [], line: scenario.lineOf(['acts', next]) },
      acts[next]!,
    );
    await time.idle();
    await game.afterEach?.(campaign, next + 1);
  }
  for (let due = await nextDue(game.db); due !== null; due = await nextDue(game.db)) {
    await time.stepTo(due);
    await game.afterEach?.(campaign, acts.length);
  }
}

/** Publishes the plan and starts the campaign with the scenario's people. */
export async function begin({ hands, plan, source, scenario, time }: Omit<Play, 'afterEach'>): Promise<string> {
  const published = await hands.post<{ id: string; version: number }>(officer, '/plans', { source });
  for (const other of scenario.others ?? []) await hands.post(officer, '/plans', { source: other });
  const roster = rosterOf(plan, castOf(scenario));
  const { id } = await hands.post<{ id: string }>(officer, '/campaigns', {
    plan: published.id,
    version: published.version,
    roster,
  });
  await time.idle();
  return id;
}

/** The latest campaign of a plan. */
export async function campaignOf(db: Records, plan: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('campaign')
    .select('id')
    .where('plan_id', '=', plan)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Lets time pass until the act's moment: its instant, or its stage being open for it. Answers in which campaign that is. */
async function comeTo({ db, time, scenario, afterEach }: Play, campaign: string, next: number): Promise<string> {
  const act = scenario.acts[next]!;
  const line = scenario.lineOf(['acts', next]);
  const step = async (to: string) => {
    await time.stepTo(to);
    await afterEach?.(campaign, next);
  };
  if (act.at) {
    const at = new Date(act.at).toISOString();
    for (let due = await nextDue(db); due !== null && due < at; due = await nextDue(db)) await step(due);
    if ((await clock(db)) > at) throw new ScenarioFault(line, `${act.at} 已经过去`);
    await step(at);
  }
  const within = async () => (act.in === undefined ? campaign : await campaignOf(db, act.in));
  const cast = castOf(scenario);
  const askers = act.does === 'answer' ? actors({ cast, line }, { who: act.who?.slice(0, 1) }) : undefined;
  if (!act.during || act.refused) return (await within()) ?? campaign;
  for (;;) {
    const found = await within();
    if (found !== undefined && (await isOpen(db, found, act, askers))) return found;
    const due = await nextDue(db);
    if (due === null) throw new ScenarioFault(line, `环节“${act.during}”没有等到可以${act.does}的时候`);
    await step(due);
  }
}

const kindFor: Partial<Record<Act['does'], string>> = {
  apply: 'application',
  changePost: 'application',
  askForRecheck: 'recheckRequest',
  vote: 'ballot',
  object: 'objection',
};

/** `askers`: for an answer, whoever the first of `who` stands for; one of them must have something to answer. */
async function isOpen(
  db: Records,
  campaign: string,
  act: Act,
  askers: readonly string[] | undefined,
): Promise<boolean> {
  const kind = kindFor[act.does];
  const subjects = act.about ?? (act.scores ? Object.keys(act.scores) : ['']);
  const { rows } = await sql`
    select 1 from visit v left join "window" w on w.visit_id = v.id and w.closed_at is null
    where v.campaign_id = ${campaign} and v.stage = ${act.during} and v.status = 'open'
      and (${kind ?? null}::text is null or w.kind = ${kind ?? null})
      and (${askers ?? null}::text[] is null or (w.kind <> 'term' and exists (select 1 from holder h where h.window_id = w.id and not h.answered
        and h.subject = any(${subjects}) and h.person_id = any(${askers ?? null}::text[]))))
    limit 1`.execute(db);
  return rows.length > 0;
}
