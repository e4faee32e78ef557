import { dateOf } from '../../domain/calendar';
import type { AnswerOf, FoundProblem } from '../../domain/answers';
import { whole } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { problemsOf } from '../../records/problems';
import { answersTo, termsOf } from '../../records/reading';
import { findingBefore } from '../../records/earlierStages';
import { panelOf } from '../../records/people';
import type { Visit } from '../../records/visits';
import { windowId } from '../../records/windows';
import type { StageWork } from './stageWork';

type Status = 'settled' | 'unsettled';

/** What became of each problem, and which notice demanded it; the words stay in the answers. */
export interface RectificationFinding {
  /** The visit whose notice it is: of an earlier round where something was left over. */
  readonly notice: string | null;
  readonly items: Readonly<
    Record<
      string,
      {
        readonly stage: string;
        readonly about: string;
        readonly due: string;
        readonly on: string;
        readonly late: boolean;
        readonly status: Status;
      }
    >
  >;
  readonly remaining: readonly string[];
}

interface Item extends FoundProblem {
  readonly demand: string;
  readonly until?: string | undefined;
}

type Rectified = Visit<'rectification'>;

/** The one lot's earlier round, when something was left over. */
const roundBefore = async (tx: Tx, { lots, stage }: Rectified): Promise<RectificationFinding | undefined> => {
  const before = await findingBefore<RectificationFinding>(tx, lots[0]!, stage.id);
  return before && before.remaining.length > 0 ? before : undefined;
};

/** What is to be put right in this round: everything that the notice demands, or what was left over of it. */
async function itemsOf(tx: Tx, visit: Rectified): Promise<Item[]> {
  const before = await roundBefore(tx, visit);
  const notice = { id: before?.notice ?? visit.id };
  const { found = [] } = await termsOf(tx, notice, 'notice');
  const [given] = await answersTo(tx, notice, 'notice', 'rectificationNotice');
  const again: Readonly<Record<string, string | undefined>> = before ? await datesAfter(tx, visit) : {};
  return found
    .filter(({ id }) => given?.content.items[id] && (!before || before.remaining.includes(id)))
    .map((problem) => {
      const { demand, until } = given!.content.items[problem.id]!;
      return { ...problem, demand, until: before ? again[problem.id] : until };
    });
}

/** The days that whoever looked again has set for what was not settled. */
async function datesAfter(tx: Tx, { lots }: Rectified): Promise<Record<string, string | undefined>> {
  const from = await tx.selectFrom('lot').select('from_visit').where('id', '=', lots[0]!.id).executeTakeFirst();
  const checks = await answersTo(tx, { id: from?.from_visit ?? '' }, 'followUps', 'rectificationCheck');
  return Object.fromEntries(checks.map(({ subject, content }) => [subject, content.until]));
}

export const rectification: StageWork<'rectification'> = {
  asks: {
    notice: async (tx, visit) => {
      if (await roundBefore(tx, visit)) return [];
      const { title, by, within, of } = visit.stage;
      const found = await problemsOf(tx, visit, of, visit.lots[0]!.post);
      if (found.length === 0) return [];
      return [
        {
          purpose: 'notice',
          kind: 'rectificationNotice',
          title: `${title}：整改通知书`,
          closes: 'complete',
          needs: 'any',
          within,
          holders: await panelOf(tx, visit, by),
          subjects: [visit.lots[0]!.post],
          terms: { found },
        },
      ];
    },
    items: async (tx, visit) => {
      const holders = await panelOf(tx, visit, visit.stage.answeredBy);
      return (await itemsOf(tx, visit)).map(({ id, text, demand, until }) => ({
        purpose: id,
        kind: 'rectification' as const,
        title: `整改：${[...text].slice(0, 40).join('')}`,
        closes: 'complete' as const,
        needs: 'any' as const,
        ...(until === undefined ? { within: visit.stage.rectify } : { until }),
        holders,
        subjects: [id],
        terms: { demand },
      }));
    },
    followUps: async (tx, visit) => {
      const items = await itemsOf(tx, visit);
      if (items.length === 0) return [];
      const { title, by, check } = visit.stage;
      return [
        {
          purpose: 'followUps',
          kind: 'rectificationCheck',
          title: `${title}：复查`,
          closes: 'complete',
          needs: 'any',
          within: check,
          holders: await panelOf(tx, visit, by),
          subjects: items.map(({ id }) => id),
          terms: { found: items.map(({ id, stage, about, text }) => ({ id, stage, about, text })) },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const [lot] = visit.lots;
    const items = await itemsOf(tx, visit);
    if (items.length === 0)
      return {
        parts: whole(lot!, 'clear'),
        finding: { notice: null, items: {}, remaining: [] } satisfies RectificationFinding,
      };
    const checks = await answersTo(tx, visit, 'followUps', 'rectificationCheck');
    const answered = (id: string) => checks.find(({ subject }) => subject === id)!.content.answer;
    const remaining = items.filter(({ id }) => answered(id) === 'unsettled').map(({ id }) => id);
    const told = await Promise.all(items.map((item) => stateOf(tx, visit, item, answered(item.id))));
    const before = await roundBefore(tx, visit);
    return {
      parts: whole(lot!, remaining.length > 0 ? 'remaining' : 'rectified'),
      finding: {
        notice: before?.notice ?? visit.id,
        items: Object.fromEntries(told),
        remaining,
      } satisfies RectificationFinding,
    };
  },
};

async function stateOf(
  tx: Tx,
  visit: Rectified,
  { id, stage, about }: Item,
  status: AnswerOf<'rectificationCheck'>['answer'],
) {
  const window = await tx
    .selectFrom('window')
    .select('due_at')
    .where('id', '=', windowId(visit.id, id))
    .executeTakeFirstOrThrow();
  const due = dateOf(new Date(Date.parse(window.due_at!) - 1).toISOString());
  const [given] = await answersTo(tx, visit, id, 'rectification');
  const on = dateOf(given!.at);
  return [id, { stage, about, due, on, late: on > due, status }] as const;
}
