import { sql } from 'kysely';
import { stringify } from 'yaml';
import type { VirtualTime } from '../../bin/rehearsal/virtualTime';
import { readPlan, type Plan } from '../../domain/plan';
import { answer } from '../../records/acts/answer';
import { apply, changePost, withdraw } from '../../records/acts/application';
import { cast, redeem } from '../../records/acts/ballot';
import { startCampaign } from '../../records/acts/campaign';
import { cancel } from '../../records/acts/cancellation';
import { proposeCorrection, signCorrection } from '../../records/acts/correction';
import { closeByAct, extend } from '../../records/acts/deadlines';
import { askForRecheck, object } from '../../records/acts/objection';
import { publishPlan } from '../../records/acts/plan';
import { resume, suspend } from '../../records/acts/suspension';
import type { Actor } from '../../records/actor';
import type { Records, Tx } from '../../records/database';
import { digest, randomId } from '../../records/digest';
import { owesLook } from '../../records/owed';
import { Refusal } from '../../records/refusal';
import type { Act } from './acts';
import type { Setting } from './plans';

/** Where a campaign is walked: its records, its walker's time, and how a look is brought to it. */
export interface Ground {
  readonly db: Records;
  readonly time: VirtualTime;
  look(campaign: string): Promise<void>;
}

/** A visit as the rows have it. */
export interface Found {
  readonly id: string;
  readonly stage: string;
  readonly status: string;
  readonly lots: readonly { readonly post: string; readonly vacancies: number; readonly people: readonly string[] }[];
  readonly left: readonly (Found['lots'][number] & { readonly outcome: string; readonly to: string })[] | null;
  readonly windows: readonly { readonly id: string; readonly purpose: string; readonly open: boolean }[] | null;
  readonly finding: Readonly<Record<string, unknown>> | null;
}

/** A campaign carried by the product: the acts go to its records past the API, and its walker walks it. */
export class Real {
  private constructor(
    private readonly ground: Ground,
    readonly campaign: string,
    private readonly actors: readonly [Actor, Actor],
    private readonly department: string,
  ) {}

  static async start(ground: Ground, { plan, roster, applicants }: Setting, department: string): Promise<Real> {
    const { db } = ground;
    const actor = (id: string): Actor => ({
      id: `${department}-${id}`,
      name: id,
      department,
      roles: ['organiser', 'approver'],
    });
    const actors = [actor('officer'), actor('second')] as const;
    const people = [
      ...actors.map(({ id }) => id),
      ...applicants,
      ...Object.keys(roster.pool ?? {}),
      ...Object.values(roster.panels).flat(),
      ...Object.values(roster.electorates).flatMap((classes) => Object.values(classes).flat()),
    ];
    const source = stringify(plan);
    const campaign = await db.transaction().execute(async (tx) => {
      await tx.insertInto('department').values({ id: department, name: department }).execute();
      const rows = [...new Set(people)].map((id) => ({ id, name: id, roles: [], department_id: department }));
      await tx.insertInto('person').values(rows).execute();
      const published = await publishPlan(tx, actors[0], { source, plan: readAs(source) });
      const { id } = await startCampaign(tx, actors[0], { ...published, roster, read: readAs });
      await tx.deleteFrom('owed_look').where('campaign_id', '=', id).execute();
      return id;
    });
    await ground.look(campaign);
    await ground.time.idle();
    return new Real(ground, campaign, actors, department);
  }

  /** Whether the walker has looked since this was last asked: else everybody stands where they stood. */
  looked = true;

  /** Does an act; answers the code of its refusal, or null. @param window its id, where it is about one */
  async do(act: Act, window: string): Promise<string | null> {
    const { db, time } = this.ground;
    let owed = false;
    try {
      await db.transaction().execute(async (tx) => {
        await this.perform(tx, act, window);
        owed = owesLook(tx);
        if (owed) await tx.deleteFrom('owed_look').where('campaign_id', '=', this.campaign).execute();
      });
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
    if (owed) {
      this.looked = true;
      await this.ground.look(this.campaign);
      await time.idle();
    }
    return null;
  }

  async waitUntil(instant: number): Promise<null> {
    this.looked = true;
    await this.ground.time.stepTo(new Date(instant).toISOString());
    return null;
  }

  private async perform(tx: Tx, act: Act, window: string): Promise<unknown> {
    const { campaign } = this;
    const [officer, second] = this.actors;
    const who = (id: string): Actor => ({ id, name: id, department: this.department, roles: [] });
    const reason = '按模型';
    switch (act.does) {
      case 'apply':
        return apply(tx, who(act.who), {
          window,
          ...(act.content as unknown as { post: string; facts: object }),
        } as never);
      case 'changePost':
        return changePost(tx, who(act.who), { window, post: act.post });
      case 'answer':
        return answer(tx, who(act.by), { window, subject: act.about, content: act.content });
      case 'askForRecheck':
        return askForRecheck(tx, who(act.who), { window, grounds: String(act.content['grounds']) });
      case 'vote': {
        const credential = randomId();
        await redeem(tx, { actor: who(act.who) }, { ballot: window, digest: digest(credential) });
        return cast(tx, window, { credential, choices: act.choices as Record<string, string> });
      }
      case 'object':
        return object(tx, { window, about: act.about, content: '反映' });
      case 'correct': {
        const old = await tx
          .selectFrom('answer')
          .select('id')
          .where('window_id', '=', window)
          .where('person_id', act.by === null ? 'is' : '=', act.by)
          .where('subject', '=', act.about)
          .where('replaced', '=', false)
          .orderBy('answered_at')
          .executeTakeFirstOrThrow();
        const { id } = await proposeCorrection(tx, officer, { answer: old.id, content: act.content, reason });
        return signCorrection(tx, second, { correction: id });
      }
      case 'extend':
        return extend(tx, officer, { campaign, window, period: act.period, reason });
      case 'close':
        return closeByAct(tx, officer, { campaign, window, reason });
      case 'withdraw':
        return withdraw(tx, who(act.who), { campaign, reason });
      case 'suspend':
        return suspend(tx, officer, { campaign, reason });
      case 'resume':
        return resume(tx, officer, { campaign, reason });
      case 'cancel':
        return cancel(tx, officer, { campaign, reason });
      case 'wait':
        throw new Error('waiting is no act');
    }
  }

  /** Every visit in the order of entering, with what the rows say of it. */
  async visits(): Promise<Found[]> {
    const { rows } = await sql<Found>`
      select v.id, v.stage, v.status,
        (select json_agg(json_build_object('post', l.post, 'vacancies', l.vacancies, 'people', l.people))
          from visit_lot x join lot l on l.id = x.lot_id where x.visit_id = v.id) as lots,
        (select json_agg(json_build_object('post', l.post, 'vacancies', l.vacancies, 'people', l.people, 'outcome', l.outcome,
            'to', coalesce(l.stage, l.result))) from lot l where l.from_visit = v.id and not l.superseded) as left,
        (select json_agg(json_build_object('id', w.id, 'purpose', w.purpose, 'open', w.closed_at is null))
          from "window" w where w.visit_id = v.id) as windows,
        (select f.content from finding f where f.visit_id = v.id and not f.replaced limit 1) as finding
      from visit v where v.campaign_id = ${this.campaign} order by v.ordinal`.execute(this.ground.db);
    return rows;
  }

  async status(): Promise<string> {
    const campaigns = this.ground.db.selectFrom('campaign').select('status');
    return (await campaigns.where('id', '=', this.campaign).executeTakeFirstOrThrow()).status;
  }
}

let last: { readonly source: string; readonly plan: Plan } | undefined;

/** Publishing and starting read the same text. */
function readAs(source: string): Plan {
  if (last?.source === source) return last.plan;
  const read = readPlan(source);
  if ('plan' in read) {
    last = { source, plan: read.plan };
    return read.plan;
  }
  throw new Error(`the plan is refused: ${read.problems.map(({ line, en }) => `${line} ${en}`).join('; ')}\n${source}`);
}
