import type { Terms } from '../../domain/answers';
import type { Plan } from '../../domain/plan';
import { sql } from 'kysely';
import { clock, type Records } from '../../records/database';
import { nextDue } from '../../records/rehearsalClock';
import { Refused, type Hands } from './hands';
import { castOf, officer, officers, second, type Act, type Cast, type Scenario } from './scenario';
import type { VirtualTime } from './virtualTime';

/** The department of every rehearsal. */
export const department = '组织人事部门';

/** A scenario asks for something that cannot be: which line, and why. */
export class ScenarioFault extends Error {
  constructor(
    readonly line: number,
    readonly zh: string,
  ) {
    super(`第 ${line} 行：${zh}`);
  }
}

export interface Play {
  readonly db: Records;
  readonly hands: Hands;
  readonly time: VirtualTime;
  readonly plan: Plan;
  readonly source: string;
  readonly scenario: Scenario;
  /** Told after every act or step of time; a test cuts, kills or moves things here. */
  readonly afterEach?: (campaign: string) => Promise<void>;
  readonly started?: (campaign: string) => void;
}

/** Puts the scenario's people into the rehearsal's database. Their ids are their names. */
export async function invite(db: Records, cast: readonly Cast[]): Promise<void> {
  await db
    .insertInto('department')
    .values({ id: department, name: department })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const people = [...officers, ...cast].map(({ name, roles }, index) => ({
    id: name,
    name,
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
  const { scenario, time } = game;
  const cast = castOf(scenario);
  const campaign = await begin(game);
  for (const [index, act] of scenario.acts.entries()) {
    const line = scenario.lineOf(['acts', index]);
    await comeTo(game, campaign, act, line);
    await perform({ ...game, campaign, cast, line }, act);
    await time.idle();
    await game.afterEach?.(campaign);
  }
  for (let due = await nextDue(game.db); due !== null; due = await nextDue(game.db)) {
    await time.stepTo(due);
    await game.afterEach?.(campaign);
  }
  return campaign;
}

/** Publishes the plan and starts the campaign with the scenario's people. */
export async function begin({
  hands,
  plan,
  source,
  scenario,
  time,
  started,
}: Omit<Play, 'afterEach'>): Promise<string> {
  const published = await hands.post<{ id: string; version: number }>(officer, '/plans', { source });
  const roster = rosterOf(plan, castOf(scenario));
  const { id } = await hands.post<{ id: string }>(officer, '/campaigns', {
    plan: published.id,
    version: published.version,
    roster,
  });
  started?.(id);
  await time.idle();
  return id;
}

/** Who is in which panel and electorate. */
export function rosterOf(plan: Plan, cast: readonly Cast[]) {
  const inside = (group: string) => cast.filter((each) => each.in.includes(group)).map(({ name }) => name);
  return {
    panels: Object.fromEntries(Object.keys(plan.panels).map((panel) => [panel, inside(panel)])),
    electorates: Object.fromEntries(
      Object.entries(plan.electorates).map(([name, { classes }]) => [
        name,
        Object.fromEntries(Object.keys(classes).map((each) => [each, inside(`${name}/${each}`)])),
      ]),
    ),
  };
}

/** Lets time pass until the act's moment: its instant, or its stage being open for it. */
async function comeTo({ db, time, afterEach }: Play, campaign: string, act: Act, line: number): Promise<void> {
  const step = async (to: string) => {
    await time.stepTo(to);
    await afterEach?.(campaign);
  };
  if (act.at) {
    const at = new Date(act.at).toISOString();
    for (let due = await nextDue(db); due !== null && due < at; due = await nextDue(db)) await step(due);
    if ((await clock(db)) > at) throw new ScenarioFault(line, `${act.at} 已经过去`);
    await step(at);
  }
  if (!act.during || act.refused) return;
  while (!(await isOpen(db, campaign, act))) {
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

async function isOpen(db: Records, campaign: string, act: Act): Promise<boolean> {
  const kind = kindFor[act.does];
  const asker = act.does === 'answer' ? act.who?.[0] : undefined;
  const subjects = act.about ?? (act.scores ? Object.keys(act.scores) : ['']);
  const { rows } = await sql`
    select 1 from visit v left join "window" w on w.visit_id = v.id and w.closed_at is null
    where v.campaign_id = ${campaign} and v.stage = ${act.during} and v.status = 'open'
      and (${kind ?? null}::text is null or w.kind = ${kind ?? null})
      and (${asker ?? null}::text is null or (w.kind <> 'term' and exists (select 1 from holder h where h.window_id = w.id and not h.answered and h.subject = any(${subjects})
        and (h.person_id = ${asker ?? null} or ${asker ?? null} = any(select panel from panel_member pm where pm.campaign_id = v.campaign_id and pm.person_id = h.person_id)))))
    limit 1`.execute(db);
  return rows.length > 0;
}

interface Doing extends Play {
  readonly campaign: string;
  readonly cast: ReturnType<typeof castOf>;
  readonly line: number;
}

async function perform(doing: Doing, act: Act): Promise<void> {
  try {
    await deeds[act.does](doing, act);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (act.refused === error.code) return;
    throw new ScenarioFault(doing.line, `${act.who?.join('、') ?? officer} ${act.does}：${error.zh}（${error.code}）`);
  }
  if (act.refused) throw new ScenarioFault(doing.line, `应被拒绝（${act.refused}），却被接受了`);
}

/** Who acts: people by name, from one to another (职工01—职工16), or everybody of a panel or of an electorate's class. */
function actors({ cast, line }: Doing, { who }: Act): string[] {
  if (!who) throw new ScenarioFault(line, '没有写明由谁（who）');
  return who.flatMap((word) => {
    const [from, to] = word.split('—').map((end) => cast.findIndex(({ name }) => name === end));
    if (from !== undefined && to !== undefined && from >= 0 && to >= from)
      return cast.slice(from, to + 1).map(({ name }) => name);
    const group = cast.filter((each) => each.in.some((name) => name === word || name.startsWith(`${word}/`)));
    if (group.length > 0) return group.map(({ name }) => name);
    if (word === officer || word === second || cast.some(({ name }) => name === word)) return [word];
    throw new ScenarioFault(line, `没有这个人或名单：${word}`);
  });
}

type Deed = (doing: Doing, act: Act) => Promise<void>;

const inCampaign =
  (path: string, body: (act: Act) => object): Deed =>
  async (doing, act) => {
    for (const who of act.who ? actors(doing, act) : [officer])
      await doing.hands.post(who, `/campaigns/${doing.campaign}/${path}`, body(act));
  };
const reasonOf = ({ with: { reason = '按脚本' } }: Act) => ({ reason });

const deeds: Record<Act['does'], Deed> = {
  async apply(doing, act) {
    for (const who of actors(doing, act)) {
      const { facts } = doing.cast.find(({ name }) => name === who)!;
      await doing.hands.post(who, `/campaigns/${doing.campaign}/applications`, { facts, ...act.with });
    }
  },
  changePost: inCampaign('applications/mine/post', (act) => act.with),
  withdraw: inCampaign('withdrawal', reasonOf),
  askForRecheck: inCampaign('recheck-requests', (act) => act.with),

  async answer(doing, act) {
    for (const [index, who] of actors(doing, act).entries()) {
      for (const [subject, content] of contentsOf(act, index)) {
        const { id, ...window } = await taskFor(doing, act, who, subject);
        await doing.hands.post(who, `/tasks/${id}/answers`, { subject, content: filled(window, content) });
      }
    }
  },

  async vote(doing, act) {
    const window = await openWindow(doing, act, 'ballot');
    const voters = actors(doing, act);
    const ballots = ballotsOf(doing, act, voters.length);
    for (const [index, who] of voters.entries()) {
      const { credential } = await doing.hands.post<{ credential: string }>(who, `/ballots/${window.id}/credentials`);
      await doing.hands.post(null, `/ballots/${window.id}/votes`, { credential, choices: ballots[index] });
    }
  },

  async object(doing, act) {
    const window = await openWindow(doing, act, 'objection');
    for (const about of act.about ?? [])
      await doing.hands.post(null, `/notices/${window.visit_id}/objections`, { about, ...act.with });
  },

  async correct(doing, act) {
    const {
      stage,
      by,
      content,
      reason = '笔误',
    } = act.with as { stage?: string; by?: string; content?: unknown; reason?: string };
    for (const about of act.about ?? ['']) {
      const answer = await doing.db
        .selectFrom('answer')
        .innerJoin('window', 'window.id', 'answer.window_id')
        .innerJoin('visit', 'visit.id', 'window.visit_id')
        .select('answer.id')
        .where('visit.campaign_id', '=', doing.campaign)
        .where('visit.stage', '=', stage ?? '')
        .where('visit.status', '<>', 'superseded')
        .where('answer.person_id', '=', by ?? '')
        .where('answer.subject', '=', about)
        .where('answer.replaced', '=', false)
        .executeTakeFirst();
      if (!answer) throw new ScenarioFault(doing.line, `没有找到要更正的材料：${stage} ${by} ${about}`);
      const { id } = await doing.hands.post<{ id: string }>(act.who?.[0] ?? officer, '/corrections', {
        answer: answer.id,
        content,
        reason,
      });
      await doing.hands.post(act.who?.[1] ?? second, `/corrections/${id}/signature`, {});
    }
  },

  suspend: inCampaign('suspension', reasonOf),
  resume: inCampaign('resumption', reasonOf),
  cancel: inCampaign('cancellation', reasonOf),

  async extend(doing, act) {
    const window = await openWindow(doing, act);
    const { period, reason = '按脚本' } = act.with;
    await doing.hands.post(officer, `/campaigns/${doing.campaign}/windows/${window.id}/extension`, { period, reason });
  },
  async close(doing, act) {
    const window = await openWindow(doing, act);
    await doing.hands.post(officer, `/campaigns/${doing.campaign}/windows/${window.id}/closing`, reasonOf(act));
  },
  async amend(doing, act) {
    const {
      replace,
      by,
      anew = [],
      reason = '按脚本',
    } = act.with as { replace: string; by: string; anew?: string[]; reason?: string };
    if (!doing.source.includes(replace)) throw new ScenarioFault(doing.line, `方案中没有这段文字：${replace}`);
    const visits = await doing.db
      .selectFrom('visit')
      .select('id')
      .where('campaign_id', '=', doing.campaign)
      .where('status', '=', 'open')
      .where('stage', 'in', [...anew, ''])
      .execute();
    const amendments = `/campaigns/${doing.campaign}/amendments`;
    const { id } = await doing.hands.post<{ id: string }>(officer, amendments, {
      source: doing.source.replace(replace, by),
      reason,
      anew: visits.map((visit) => visit.id),
    });
    await doing.hands.post(second, `${amendments}/${id}/approval`, {});
  },
  async delegate(doing, act) {
    const [who] = actors(doing, act);
    const task = await taskFor(doing, act, who!, act.about?.[0]);
    await doing.hands.post(who!, `/tasks/${task.id}/delegation`, { reason: '出差', ...act.with });
  },
  async enterYear({ hands }, act) {
    await hands.post(officer, '/calendar-years', act.with);
  },
};

/** One content a subject: the score that the `index`-th of those who answer gives, or the same words about each. */
function contentsOf({ about = [''], scores, with: words }: Act, index: number): [string, Record<string, unknown>][] {
  if (!scores) return about.map((subject) => [subject, words]);
  return Object.entries(scores).map(([subject, given]) => {
    const score = Array.isArray(given) ? (given[index] ?? null) : given;
    return [subject, score === null ? { absent: true } : { score: String(score) }];
  });
}

/** So many ballots: all alike (`with`), or such that each person gets the grades of its tally. */
function ballotsOf({ line }: Doing, { tallies, with: words }: Act, count: number): Record<string, unknown>[] {
  if (!tallies) return Array.from({ length: count }, () => words);
  const columns = Object.entries(tallies).map(([person, tally]) => {
    const grades = Object.entries(tally).flatMap(([grade, times]) => Array<string>(times).fill(grade));
    if (grades.length !== count) throw new ScenarioFault(line, `${person}共${grades.length}票，投票人有${count}名`);
    return [person, grades] as const;
  });
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(columns.map(([person, grades]) => [person, grades[index]])),
  );
}

export interface OpenWindow {
  readonly id: string;
  readonly kind: string;
  readonly terms: Terms;
}

/** The window that an act goes to: an open one, unless the act is there to be refused. */
async function openWindow(
  { db, campaign, line }: Doing,
  act: Act,
  kind?: string,
): Promise<OpenWindow & { readonly visit_id: string }> {
  const purpose = typeof act.with['of'] === 'string' ? act.with['of'] : undefined;
  const window = await db
    .selectFrom('window')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .select(['window.id', 'window.visit_id', 'window.kind', 'window.terms'])
    .where('window.campaign_id', '=', campaign)
    .$if(act.refused === undefined, (query) => query.where('window.closed_at', 'is', null))
    .$if(act.during !== undefined, (query) => query.where('visit.stage', '=', act.during!))
    .$if(kind !== undefined, (query) => query.where('window.kind', '=', kind as never))
    .$if(purpose !== undefined, (query) => query.where('window.purpose', '=', purpose!))
    .$if(kind === 'objection' && act.about !== undefined, (query) =>
      query.where(sql<boolean>`"window".terms->'subjects' ? ${act.about![0]!}`),
    )
    .orderBy('window.opened_at', 'desc')
    .executeTakeFirst();
  if (!window) throw new ScenarioFault(line, `没有开放的${kind ?? purpose ?? '期限'}`);
  return window;
}

async function taskFor({ db, campaign, line }: Doing, act: Act, who: string, subject = ''): Promise<OpenWindow> {
  const window = await db
    .selectFrom('holder')
    .innerJoin('window', 'window.id', 'holder.window_id')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .select(['window.id', 'window.kind', 'window.terms'])
    .where('holder.person_id', '=', who)
    .where('holder.subject', '=', subject)
    .where('window.campaign_id', '=', campaign)
    .where('window.kind', '<>', 'term')
    .$if(act.during !== undefined, (query) => query.where('visit.stage', '=', act.during!))
    .orderBy('window.closed_at', (order) => order.desc().nullsFirst())
    .orderBy('visit.ordinal', 'desc')
    .executeTakeFirst();
  if (!window)
    throw new ScenarioFault(line, `${who} 在“${act.during ?? ''}”没有${subject ? `关于${subject}的` : ''}待办`);
  return window;
}

/** Texts that a scenario leaves out are filled in as "见材料"; a resolution may say `present: all` and votes as [for, against, abstain, defer]. */
export function filled(
  { kind, terms }: Omit<OpenWindow, 'id'>,
  content: Record<string, unknown>,
): Record<string, unknown> {
  const written = (names: readonly string[] = []) => Object.fromEntries(names.map((name) => [name, '见考察材料']));
  if (kind === 'report')
    return {
      conclusion: '见考察材料',
      sections: written(terms.sections),
      dimensions: written(terms.dimensions),
      ...(terms.fourMusts
        ? { fourMusts: written(['personnelFile', 'personalMatters', 'disciplineOpinion', 'complaints']) }
        : {}),
      ...content,
    };
  if (kind === 'resolution') {
    const {
      present,
      votes,
      minutes = '见会议纪要',
    } = content as { present: 'all' | number | string[]; votes: Record<string, number[]>; minutes?: string };
    const members = terms.entitled ?? [];
    return {
      minutes,
      present: present === 'all' ? members : typeof present === 'number' ? members.slice(0, present) : present,
      votes: Object.entries(votes).map(([person, [agree = 0, disagree = 0, abstain = 0, defer = 0]]) => ({
        person,
        agree,
        disagree,
        abstain,
        defer,
      })),
    };
  }
  return content;
}
