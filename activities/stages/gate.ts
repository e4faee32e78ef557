import { demandGate } from '../../domain/arithmetic';
import { GATE_CHOICES, type StageOf } from '../../domain/plan';
import { whole, type Lot, type Part } from '../../domain/walk';
import { deadlineOf, knownCalendar } from '../../records/calendar';
import type { Tx } from '../../records/database';
import { answersTo, termsOf } from '../../records/reading';
import { letThrough, passedAt } from '../../records/earlierStages';
import { panelOf, stillIn } from '../../records/people';
import type { Visit } from '../../records/visits';
import type { StageWork } from './stageWork';

/** What a gate finds for each post: how many were counted, how many were needed, and the vacancies that go on. */
export interface GateFinding {
  readonly gates: Readonly<Record<string, Counted>>;
}
interface Counted {
  readonly met: boolean;
  readonly needed: number;
  readonly actual: number;
  readonly vacancies: number;
  readonly outcome: string;
  /** Why a soft gate was passed, or what was done instead. */
  readonly note?: string;
}
type Counting = Extract<StageOf<'gate'>, { form: 'rule' | 'choice' }>;

export const gate: StageWork<'gate'> = {
  asks: {
    choices: async (tx, visit) => {
      const { stage } = visit;
      if (stage.form !== 'choice') return [];
      const standing = await Promise.all(
        visit.lots.map(async (lot) => ({ lot, ...standingOf(stage, lot, await countOf(tx, visit, stage, lot)) })),
      );
      const short = standing.filter(({ met, onFloor }) => !met && onFloor);
      const subjects = [...new Set(short.map(({ lot }) => lot.post))];
      if (subjects.length === 0) return [];
      const counted = Object.fromEntries(standing.map(({ lot, actual }) => [lot.post, actual]));
      return [
        {
          purpose: 'choices',
          kind: 'gateChoice',
          title: stage.title,
          closes: 'complete',
          needs: 'any',
          within: stage.within,
          holders: await panelOf(tx, visit, stage.by),
          subjects,
          terms: { choices: stage.choices, counted },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const { stage } = visit;
    if (stage.form === 'validity') return valid(tx, visit, stage);
    const choices = await answersTo(tx, visit, 'choices', 'gateChoice');
    const { counted = {} } = await termsOf(tx, visit, 'choices');
    const gates: Record<string, Counted> = {};
    const parts: Part[] = [];
    for (const lot of visit.lots) {
      const chosen = choices.find(({ subject }) => subject === lot.post)?.content;
      // A post that nobody was asked about had passed when the gate was come to; who has left since does not take that back.
      const actual = (chosen ? undefined : counted[lot.post]) ?? (await countOf(tx, visit, stage, lot));
      const { left, found } = await passed(tx, visit, stage, lot, actual, chosen);
      parts.push(...left);
      gates[lot.post] = found;
    }
    return { parts, finding: { gates } satisfies GateFinding };
  },
};

async function countOf(tx: Tx, visit: Visit<'gate'>, { of }: Counting, lot: Lot): Promise<number> {
  const there = of === undefined ? await stillIn(tx, visit, lot.people) : await letThrough(tx, visit, of, lot.post);
  return there.length;
}

/** How so many people stand to the target and the floor. */
function standingOf({ target, floor }: Counting, { vacancies }: Lot, count: number) {
  const gate = demandGate(count, target, vacancies);
  return { ...gate, onFloor: floor === undefined || demandGate(count, floor, vacancies).met };
}

async function passed(
  tx: Tx,
  visit: Visit<'gate'>,
  stage: Counting,
  lot: Lot,
  count: number,
  chosen: { answer: keyof typeof GATE_CHOICES; note: string } | undefined,
): Promise<{ left: readonly Part[]; found: Counted }> {
  const { met, needed, actual, reducedVacancies, onFloor } = standingOf(stage, lot, count);
  const people = await stillIn(tx, visit, lot.people);
  const reduces = stage.form === 'rule' ? stage.reduce : chosen?.answer === 'reduce';
  const word = outcomeOf();
  const vacancies = word === 'reduced' ? reducedVacancies : lot.vacancies;
  const left = whole({ ...lot, vacancies }, word, people);
  const cut = lot.vacancies - vacancies;
  return {
    left: cut > 0 ? [...left, { lot: lot.id, outcome: 'unfilled', vacancies: cut, people: [] }] : left,
    found: { met, needed, actual, vacancies, outcome: word, ...(chosen && !met ? { note: chosen.note } : {}) },
  };

  function outcomeOf(): string {
    if (met) return 'met';
    if (!onFloor) return 'short';
    if (reduces && reducedVacancies > 0) return 'reduced';
    // Without a question it was met a moment ago.
    if (stage.form === 'choice') return chosen ? unreducible(chosen.answer) : 'met';
    return stage.floor === undefined ? 'short' : 'below';
  }

  // Who chooses to reduce where not one vacancy would be left has dropped the post.
  function unreducible(answer: keyof typeof GATE_CHOICES): string {
    return answer === 'reduce' ? 'unfilled' : GATE_CHOICES[answer];
  }
}

/** Whether the result of an earlier stage is still young enough to count (民主推荐的结果一年内有效). */
async function valid(tx: Tx, visit: Visit<'gate'>, stage: Extract<StageOf<'gate'>, { form: 'validity' }>) {
  const calendar = await knownCalendar(tx);
  const until: Record<string, string | null> = {};
  const parts = await Promise.all(
    visit.lots.map(async (lot) => {
      const since = await passedAt(tx, visit, stage.of, lot.post);
      const end = since && deadlineOf(calendar, stage.within, since).due_at;
      until[lot.post] = end ?? null;
      const word = end !== undefined && Date.parse(end) > Date.parse(visit.asOf) ? 'valid' : 'expired';
      return whole(lot, word, await stillIn(tx, visit, lot.people));
    }),
  );
  return { parts: parts.flat(), finding: { until } };
}
