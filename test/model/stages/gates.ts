import { endOf, lastDay, dayOf, type Days } from '../days';
import { ceiling, frac, over, read, times } from '../fraction';
import { asOne } from '../parts';
import type { Content, Kind, Lot, Seen, StageText } from '../words';
import { period } from './asking';

type Demand = {
  readonly ratio?: string | number;
  readonly per?: string;
  readonly atLeast?: number;
  readonly moreThan?: string;
};
const demands: readonly Demand[] = [
  { ratio: 1 },
  { ratio: '2:1' },
  { ratio: '3:2' },
  { ratio: '2.5', per: 'vacancy' },
  { ratio: 2, per: 'post' },
  { atLeast: 1 },
  { atLeast: 3 },
  { moreThan: 'vacancies' },
];
const words: Readonly<Record<string, string>> = {
  proceed: 'proceeded',
  reduce: 'reduced',
  reopen: 'reopened',
  drop: 'dropped',
};

const isLessForFewer = (demand: Demand) => neededFor(demand, 1) < neededFor(demand, 2);

/** How many people so many vacancies need. */
function neededFor({ ratio, per = 'vacancy', atLeast }: Demand, vacancies: number): number {
  if (atLeast !== undefined) return atLeast;
  if (ratio === undefined) return vacancies + 1;
  const [people = '1', seats = '1'] = String(ratio).split(':');
  return ceiling(times(over(read(people), read(seats)), frac(per === 'vacancy' ? vacancies : 1)));
}

const countOf = ({ stage, model, visit, still }: Seen, lot: Lot): number => {
  if (stage['of'] === undefined) return still(lot.people).length;
  const out = model.cameOut(stage['of'] as string, lot.post, visit.leftAs ?? Infinity);
  const through = model.lots.filter(({ from, post, gone }) => from === out && post === lot.post && !gone);
  return new Set(through.flatMap(({ people }) => people)).size;
};

const isMet = (demand: unknown, lot: Lot, count: number): boolean =>
  count >= neededFor(demand as Demand, lot.vacancies);
const isLow = ({ floor }: StageText, lot: Lot, count: number): boolean =>
  floor !== undefined && !isMet(floor, lot, count);

/** The most vacancies, fewer than there are, that so many people are enough for. */
function reducedTo(target: Demand, lot: Lot, count: number): number {
  for (let left = lot.vacancies - 1; left > 0; left--) if (neededFor(target, left) <= count) return left;
  return 0;
}

function validity(seen: Seen) {
  const parts = seen.lots.map((lot) => {
    const out = seen.model.cameOut(seen.stage['of'] as string, lot.post, seen.visit.leftAs ?? Infinity);
    const until = out && endOf(lastDay(dayOf(out.leftAt!), seen.stage['within'] as Days));
    return asOne(lot, until !== undefined && until > seen.asOf ? 'valid' : 'expired', seen.still(lot.people));
  });
  return { parts };
}

export const gate: Kind = {
  make: (making) => {
    const { chance, passed, panel } = making;
    if (passed.length > 0 && chance.happens(0.25))
      return { text: { form: 'validity', of: chance.one(passed), within: period(making) }, outcomes: ['valid', 'expired'] }; // prettier-ignore
    const floor = chance.happens(0.4) ? { floor: chance.one(demands) } : {};
    const of = passed.length > 0 && chance.happens(0.4) ? { of: chance.one(passed) } : {};
    const reduce = chance.happens(0.5);
    const target = chance.one(reduce ? demands.filter(isLessForFewer) : demands);
    const counted = { target, ...floor, ...of };
    if (chance.happens(0.5)) {
      const more = [...('floor' in floor ? ['below'] : []), ...(reduce ? ['reduced', 'unfilled'] : [])];
      return { text: { ...counted, reduce }, outcomes: ['met', 'short', ...more] };
    }
    const some = chance.some(Object.keys(words), reduce ? 0.8 : 0.5);
    const choices = some.length > 0 ? some : ['proceed'];
    const more = [...choices.map((each) => words[each]!), ...(choices.includes('reduce') ? ['unfilled'] : [])];
    return {
      text: { form: 'choice', ...counted, by: panel(), within: period(making), choices },
      outcomes: ['met', ...more, ...('floor' in floor ? ['short'] : [])],
    };
  },
  asks: [
    (seen) => {
      const { stage, lots, panel } = seen;
      if (stage['form'] !== 'choice') return [];
      const counts = lots.map((lot) => ({ lot, count: countOf(seen, lot) }));
      const short = counts.filter(({ lot, count }) => !isMet(stage['target'], lot, count) && !isLow(stage, lot, count));
      if (short.length === 0) return [];
      return [
        {
          purpose: 'choices',
          kind: 'gateChoice',
          closes: 'complete',
          needs: 'any',
          holders: panel(stage['by']),
          subjects: [...new Set(short.map(({ lot }) => lot.post))],
          within: stage['within'] as never,
          terms: {
            choices: stage['choices'],
            counted: Object.fromEntries(counts.map(({ lot, count }) => [lot.post, count])),
          },
        },
      ];
    },
  ],
  conclude(seen) {
    const { stage } = seen;
    if (stage['form'] === 'validity') return validity(seen);
    const gates: Record<string, Content> = {};
    const parts = seen.lots.flatMap((lot) => {
      const chosen = seen.answers('choices').find(({ about }) => about === lot.post)?.content['answer'] as string | undefined; // prettier-ignore
      const counted = seen.window('choices')?.terms['counted'] as Record<string, number> | undefined;
      // Who has left since does not take back that a post had people enough when it came.
      const count = (chosen ? undefined : counted?.[lot.post]) ?? countOf(seen, lot);
      const fewer = reducedTo(stage['target'] as Demand, lot, count);
      const reduces = stage['form'] === 'choice' ? chosen === 'reduce' : stage['reduce'] === true;
      const outcome = isMet(stage['target'], lot, count)
        ? 'met'
        : isLow(stage, lot, count)
          ? 'short'
          : reduces && fewer > 0
            ? 'reduced'
            : chosen
              ? chosen === 'reduce'
                ? 'unfilled'
                : words[chosen]!
              : stage['floor'] === undefined
                ? 'short'
                : 'below';
      const vacancies = outcome === 'reduced' ? fewer : lot.vacancies;
      gates[lot.post] = { needed: neededFor(stage['target'] as Demand, lot.vacancies), actual: count, vacancies, outcome }; // prettier-ignore
      const on = { ...asOne(lot, outcome, seen.still(lot.people)), vacancies };
      return vacancies < lot.vacancies
        ? [on, { lot, outcome: 'unfilled', vacancies: lot.vacancies - vacancies, people: [] }]
        : [on];
    });
    return { parts, found: { gates } };
  },
};
