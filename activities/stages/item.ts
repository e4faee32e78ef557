import {
  addDays,
  addPeriod,
  dateOf,
  endOfYear,
  newYearAfter,
  nextOccurrence,
  type Occurrence,
} from '../../domain/calendar';
import type { Post } from '../../domain/plan';
import { whole } from '../../domain/walk';
import { knownCalendar } from '../../records/calendar';
import type { Tx } from '../../records/database';
import { offspringOf, resultsOf } from '../../records/offspring';
import { answersTo } from '../../records/reading';
import { findingBefore } from '../../records/earlierStages';
import { panelOf } from '../../records/people';
import type { Visit } from '../../records/visits';
import { openedAs } from '../../records/windows';
import type { StageWork } from './stageWork';

/** One turn of an item: when it was to be done, and what became of it; `carried` says that it came over from the year before. */
export interface ItemFinding {
  readonly item: string;
  readonly planned: Occurrence;
  readonly from: string;
  readonly to: string;
  readonly carriedOver: boolean;
  readonly status: 'done' | 'carried';
  readonly on: string;
  readonly late: boolean;
  /** How many papers were attached as evidence, where any were. */
  readonly evidence?: number;
  /** The campaign that was started for it, and how many people that brought to each of its posts. */
  readonly campaign?: string;
  readonly brought?: Readonly<Record<string, number>>;
}

interface Turn {
  readonly item: Required<Pick<Post, 'by' | 'when'>> & Post;
  /** The occurrence that it stands for, after which the next one comes. */
  readonly planned: Occurrence;
  /** When it is to be done: the occurrence itself, or the time that what is carried over has in the new year. */
  readonly time: Occurrence;
  readonly carriedOver: boolean;
  /** The occurrence after it. */
  readonly next: Occurrence | undefined;
}

/**
 * The turn whose time has come. What was not done is carried over: into the item's next occurrence when that begins by the new year,
 * else it has a time of its own from 1 January. Undefined when nothing comes any more.
 */
async function turnOf(tx: Tx, visit: Visit<'item'>): Promise<Turn | undefined> {
  const { stage, plan, campaign } = visit;
  const [lot] = visit.lots;
  const item = plan.posts.find(({ id }) => id === lot!.post) as Turn['item'];
  const before =
    (await findingBefore<ItemFinding>(tx, lot!, stage.id)) ??
    (stage.follows === undefined ? undefined : await findingBefore<ItemFinding>(tx, lot!, stage.follows));
  const starts = await startOf(tx, campaign);
  const after = (planned: Occurrence | undefined) =>
    nextOccurrence(item.when, starts, planned?.from ?? null, stage.through);
  const planned = after(before?.planned);
  const carriedOver = before?.status === 'carried';
  const newYear = before && newYearAfter(before.to);
  if (carriedOver && !(planned && planned.from <= newYear!)) {
    const { lastDay } = addPeriod(await knownCalendar(tx), { ...stage.carry, countFirst: true }, newYear!);
    const time = { from: newYear!, to: lastDay };
    return { item, planned: before.planned, time, carriedOver, next: planned };
  }
  return planned && { item, planned, time: planned, carriedOver, next: after(planned) };
}

const isProvisional = ({ item, time, planned }: Turn): boolean => item.when.announced && time === planned;

/** What is not done by then is carried over: the year is over, or the next occurrence begins. */
function lastDayOf({ to }: Occurrence, next: Occurrence | undefined): string {
  const ends = [endOfYear(to), ...(next ? [addDays(next.from, -1)] : [])].sort();
  return ends[0]! > to ? ends[0]! : to;
}

async function startOf(tx: Tx, campaign: string): Promise<string> {
  const row = await tx.selectFrom('campaign').select('started_at').where('id', '=', campaign).executeTakeFirstOrThrow();
  return dateOf(row.started_at);
}

/** Who they are is said in the campaign that brought them. */
const numbersIn = async (tx: Tx, campaign: string): Promise<Record<string, number>> =>
  Object.fromEntries(Object.entries(await resultsOf(tx, campaign)).map(([post, people]) => [post, people.length]));

export const item: StageWork<'item'> = {
  asks: {
    opening: async (tx, visit) => {
      const turn = await turnOf(tx, visit);
      if (!turn || turn.time.from <= dateOf(visit.asOf)) return [];
      const { item, time } = turn;
      return [
        {
          purpose: 'opening',
          kind: 'term',
          title: `${item.title}（${time.from}起）`,
          closes: 'deadline',
          needs: 'anyone',
          until: addDays(time.from, -1),
          provisional: isProvisional(turn),
          remindDays: visit.stage.reminders,
          holders: await panelOf(tx, visit, item.by),
          subjects: [item.id],
          terms: { scheduled: time },
        },
      ];
    },
    report: async (tx, visit) => {
      const turn = await turnOf(tx, visit);
      if (!turn) return [];
      const { item, time, carriedOver, next } = turn;
      const waited = await openedAs(tx, visit, 'opening');
      const scheduled = waited?.terms.scheduled ?? time;
      const { sections, evidence } = visit.stage;
      const title = `${item.title}${carriedOver ? '（含结转）' : ''}`;
      const lapses = { after: lastDayOf(scheduled, next) };
      const owed = {
        closes: 'complete',
        needs: 'any',
        until: scheduled.to,
        lapses,
        provisional: waited ? waited.provisional : isProvisional(turn),
        holders: await panelOf(tx, visit, item.by),
        subjects: [item.id],
      } as const;
      if (item.plan !== undefined)
        return [
          { ...owed, purpose: 'start', kind: 'campaignStart', title, terms: { scheduled, plan: item.plan } },
          // Once the campaign is started this waits for its end, however long that takes; else both lapse on the same day.
          {
            purpose: 'outcome',
            kind: 'term',
            title: `${title}：等候结果`,
            closes: 'act',
            needs: 'anyone',
            lapses,
            terms: { scheduled },
          },
        ];
      const terms = { scheduled, ...(sections && { sections }), ...(evidence && { evidence }) };
      return [{ ...owed, purpose: 'report', kind: 'itemReport', title, terms }];
    },
  },
  async conclude(tx, visit) {
    const [lot] = visit.lots;
    const asked = (await openedAs(tx, visit, 'report')) ?? (await openedAs(tx, visit, 'start'));
    const turn = asked && (await turnOf(tx, visit));
    if (!turn) return { parts: whole(lot!, 'ended') };
    const { from, to } = asked.terms.scheduled!;
    const [given] = await answersTo(tx, visit, 'report', 'itemReport');
    const started = await offspringOf(tx, visit);
    // A campaign that was cancelled has not done what it was started for.
    const status = started?.endedAt ? 'done' : (given?.content.answer ?? 'carried');
    const on = started?.endedAt
      ? dateOf(started.endedAt)
      : given
        ? (given.content.on ?? dateOf(given.at))
        : lastDayOf({ from, to }, turn.next);
    const finding: ItemFinding = {
      item: turn.item.id,
      planned: turn.planned,
      from,
      to,
      carriedOver: turn.carriedOver,
      status,
      on,
      late: on > to,
      ...(given && given.content.attachments.length > 0 && { evidence: given.content.attachments.length }),
      ...(started && { campaign: started.id, brought: await numbersIn(tx, started.id) }),
    };
    return { parts: whole(lot!, status), finding };
  },
};
