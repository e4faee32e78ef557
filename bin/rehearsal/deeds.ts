import { isDeepStrictEqual } from 'node:util';
import { readPlan } from '../../domain/plan';
import type { Records } from '../../records/database';
import { toldAs } from '../../records/sealing';
import { abreast } from '../abreast';
import { asFarAs, at } from './expectations';
import { Refused, type Hands } from './hands';
import { filled, openWindow, taskFor } from './openWindows';
import { rosterOf } from './roster';
import { ballotsOf, contentsOf } from './said';
import { officer, second, ScenarioFault, type Act, type Cast } from './scenario';

/** One act of a scenario being done. */
export interface Doing {
  readonly db: Records;
  readonly hands: Hands;
  /** The plan's text, for amending it. */
  readonly source: string;
  readonly campaign: string;
  readonly cast: readonly Cast[];
  /** The texts of the plans that were published besides. */
  readonly others: readonly string[];
  readonly line: number;
}

/** Does an act, and sees that it is refused where the scenario says so. */
export async function perform(doing: Doing, act: Act): Promise<void> {
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
export function actors({ cast, line }: Pick<Doing, 'cast' | 'line'>, { who }: Pick<Act, 'who'>): string[] {
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

  async exclude(doing, act) {
    for (const person of act.about ?? [])
      for (const who of actors(doing, act))
        await doing.hands.post(who, `/campaigns/${doing.campaign}/exclusions`, { person, ...act.with });
  },
  async declareKin(doing, act) {
    for (const kin of act.about ?? [])
      for (const who of actors(doing, act))
        await doing.hands.post(who, `/campaigns/${doing.campaign}/kin`, { kin, ...act.with });
  },

  async answer(doing, act) {
    const named = actors(doing, act).flatMap((who, index) =>
      contentsOf(act, index).map(([subject, content]) => ({ who, subject, content })),
    );
    const given = act.drawn ? await drawnAmong(doing, act, named) : named;
    const [first] = given;
    const { order } = first ? (await taskFor(doing, act, first.who, first.subject)).terms : {};
    // Where people enter one after another, everybody scores the first before anybody scores the next.
    if (order) given.sort((a, b) => order.indexOf(a.subject) - order.indexOf(b.subject));
    const people = new Set(given.map(({ who }) => who));
    const turns = order ? [given] : [...people].map((person) => given.filter(({ who }) => who === person));
    const take = async (turn: typeof given) => {
      for (const { who, subject, content } of turn) {
        const { id, ...window } = await taskFor(doing, act, who, subject);
        await doing.hands.post(who, `/tasks/${id}/answers`, {
          subject: toldAs(window.terms, subject),
          content: filled(window, rollOf(doing, act, content)),
        });
      }
    };
    await abreast(turns, take, doing.hands.atOnce);
  },

  async vote(doing, act) {
    const window = await openWindow(doing, act, 'ballot');
    const voters = actors(doing, act);
    const ballots = ballotsOf(doing.line, act, voters.length, window.terms.paper);
    const vote = ([index, who]: [number, string]) => doing.hands.vote(who, window.id, ballots[index]);
    await abreast([...voters.entries()], vote, doing.hands.atOnce);
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
  async schedule(doing, act) {
    const window = await openWindow(doing, act);
    const path = `/campaigns/${doing.campaign}/windows/${window.id}/schedule`;
    await doing.hands.post(officer, path, { ...reasonOf(act), ...act.with });
  },
  changePool: inCampaign('pool', (act) => ({ ...reasonOf(act), ...act.with })),
  async see({ hands, campaign, line, cast }, act) {
    const { path = '', in: place = '', is } = act.with as { path?: string; in?: string; is?: unknown };
    for (const who of act.who ? actors({ cast, line }, act) : [officer]) {
      const seen = at(await hands.get(who, path.replace('CAMPAIGN', campaign)), place);
      if (!isDeepStrictEqual(asFarAs(is, seen), is))
        throw new ScenarioFault(line, `${who} 看到的是 ${JSON.stringify(asFarAs(is, seen))}`);
    }
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
  /** Starts a campaign of another plan, with those of the scenario's people who are in its panels, electorates and pool. */
  async start({ hands, cast, others, line }, act) {
    const plans = others.map((text) => readPlan(text)).flatMap((read) => ('plan' in read ? [read.plan] : []));
    const other = plans.find(({ id }) => id === act.with['plan']);
    if (!other) throw new ScenarioFault(line, `没有预先发布的方案：${String(act.with['plan'])}`);
    await hands.post(officer, '/campaigns', { plan: other.id, version: 1, roster: rosterOf(other, cast) });
  },
  async enterYear({ hands }, act) {
    await hands.post(officer, '/calendar-years', act.with);
  },
};

/** Of these answers, those for which the person has an open task. */
async function drawnAmong<T extends { who: string; subject: string }>(
  { db, campaign }: Doing,
  { during }: Act,
  named: readonly T[],
): Promise<T[]> {
  const tasks = await db
    .selectFrom('holder as h')
    .innerJoin('window as w', 'w.id', 'h.window_id')
    .innerJoin('visit as v', 'v.id', 'w.visit_id')
    .select(['h.person_id', 'h.subject'])
    .where('w.campaign_id', '=', campaign)
    .where('w.closed_at', 'is', null)
    .$if(during !== undefined, (query) => query.where('v.stage', '=', during!))
    .execute();
  return named.filter(({ who, subject }) => tasks.some((task) => task.person_id === who && task.subject === subject));
}

/** Who is present, as `who` is written: people, panels, from one to another. */
const rollOf = (doing: Doing, act: Act, content: Record<string, unknown>): Record<string, unknown> =>
  isNames(content['present']) ? { ...content, present: actors(doing, { ...act, who: content['present'] }) } : content;

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');
