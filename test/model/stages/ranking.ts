import { ceiling, floor, frac, order, over, plus, printed, read, times, total, type Frac } from '../fraction';
import { asOne, eachWithASeat } from '../parts';
import type { Content, Kind, Lot, Seen } from '../words';

interface Placed {
  readonly person: string;
  readonly score: Frac;
}
interface Place {
  readonly person: string;
  readonly rank: number;
  readonly score: string;
}

export const ranking: Kind = {
  make: ({ chance, scored }) => {
    const percents = scored.length === 1 ? [100] : scored.length === 2 ? chance.one([[50, 50], [60, 40], [33.5, 66.5]]) : scored.map(() => 1); // prettier-ignore
    const breakBy = chance.some(scored, 0.7).map((by) => ({ by, prefer: chance.one(['high', 'low']) }));
    const otherwise = chance.one(['include', 'redo']);
    const ties = breakBy.length > 0 && chance.happens(0.5) ? { breakBy, otherwise } : chance.one(['include', 'redo']);
    const redo = ties === 'redo' || (typeof ties === 'object' && otherwise === 'redo');
    return {
      text: {
        weights: Object.fromEntries(scored.map((id, index) => [id, percents[index]!])),
        weighting: scored.length > 2 || chance.happens(0.2) ? 'parts' : 'percent',
        take: chance.one([
          { perVacancy: 1 },
          { perVacancy: 2 },
          { top: 2 },
          { ratio: '3:2' },
          { ratio: 1.5, rounding: 'down' },
        ] as Content[]),
        ties,
      },
      outcomes: redo ? ['taken', 'none', 'tied'] : ['taken', 'none'],
    };
  },
  asks: [],
  conclude(seen) {
    const posts: Record<string, Content> = {};
    const turns: string[] = [];
    const parts = seen.lots.flatMap((lot) => {
      const { outcomes, found } = seen.stage['form'] === 'replacement' ? nextOf(seen, lot, turns) : bestOf(seen, lot);
      posts[lot.post] = found;
      turns.push(...found.taken);
      return outcomes;
    });
    return { parts, found: { posts } };
  },
};

const scoreIn = ({ model }: Seen, stage: string, post: string, person: string): Frac | undefined => {
  const scores = model.finder(stage, post)?.found?.['scores'] as Record<string, { inFull: string }> | undefined;
  return scores?.[person] && read(scores[person].inFull);
};

/** The score as people read it, of a scored stage or a ranking. */
export function shownIn({ model }: Seen, stage: string, post: string, person: string): string | undefined {
  const found = model.finder(stage, post)?.found;
  const scores = found?.['scores'] as Record<string, { published: string }> | undefined;
  const lists = found?.['posts'] as Record<string, { ranking: Place[] }> | undefined;
  const ranked = lists?.[post]?.ranking.find((each) => each.person === person)?.score;
  return scores?.[person]?.published ?? ranked;
}

/** The same as a number; who has none has 0. */
export const publishedIn = (seen: Seen, stage: string, post: string, person: string): Frac =>
  read(shownIn(seen, stage, post, person) ?? 0);

function bestOf(seen: Seen, lot: Lot) {
  const weights = Object.entries(seen.stage['weights'] as Record<string, number>);
  const whole = total(weights.map(([, weight]) => read(weight)));
  const placed = seen.still(lot.people).map((person) => {
    const shares = weights.map(([id, weight]) => {
      const max = Number(seen.model.finder(id, lot.post)?.found?.['max'] ?? 100);
      const of100 = over(times(scoreIn(seen, id, lot.post, person) ?? frac(0), frac(100)), read(max));
      return over(times(of100, read(weight)), whole);
    });
    return { person, score: shares.reduce(plus, frac(0)) };
  });
  const ties = seen.stage['ties'] as
    'include' | 'redo' | { breakBy: { by: string; prefer: string }[]; otherwise?: string };
  const criteria = typeof ties === 'object' ? ties.breakBy : [];
  const before = (a: string, b: string): number => {
    for (const { by, prefer } of criteria) {
      const [mine, other] = [scoreIn(seen, by, lot.post, a), scoreIn(seen, by, lot.post, b)];
      // Who has no such score comes behind who has one.
      const side = mine && other ? order(other, mine) * (prefer === 'low' ? -1 : 1) : Number(!mine) - Number(!other);
      if (side !== 0) return side;
    }
    return 0;
  };
  const redo = ties === 'redo' || (typeof ties === 'object' && ties.otherwise === 'redo');
  const { taken, tied, found } = cut(placed, placesOf(seen.stage['take'] as Take, lot.vacancies), before, redo);
  // What is done again is done by everybody.
  const people = tied ? placed.map(({ person }) => person) : taken;
  return { outcomes: [asOne(lot, tied ? 'tied' : taken.length > 0 ? 'taken' : 'none', people)], found };
}

interface Take {
  readonly perVacancy?: number;
  readonly top?: number;
  readonly ratio?: string | number;
  readonly rounding?: string;
}
export function placesOf({ perVacancy, top, ratio, rounding }: Take, vacancies: number): number {
  if (top !== undefined) return top;
  if (perVacancy !== undefined) return perVacancy * vacancies;
  const [people = '1', seats = '1'] = String(ratio).split(':');
  const all = times(over(read(people), read(seats)), frac(vacancies));
  return rounding === 'down' ? floor(all) : ceiling(all);
}

/** From high to low by the printed score; equal ones share a rank. At the cut equal ones are all taken, or none of them. */
function cut(placed: readonly Placed[], places: number, before: (a: string, b: string) => number, redo: boolean) {
  const shown = placed.map(({ person, score }) => ({ person, score: printed(score) }));
  const ranked: Place[] = shown.map((each) => ({
    ...each,
    rank: 1 + shown.filter((other) => order(read(other.score), read(each.score)) > 0).length,
  }));
  const better = (a: Place, b: Place) => a.rank - b.rank || before(a.person, b.person);
  // As many are ahead of somebody who is taken as there are places before the last, or fewer.
  const ahead = (one: Place) => ranked.filter((other) => better(other, one) < 0).length;
  const beside = (one: Place) => ranked.filter((other) => better(other, one) === 0).length;
  const sure = ranked.filter((one) => ahead(one) + beside(one) <= places);
  const tiedOnes = ranked.filter((one) => ahead(one) < places && ahead(one) + beside(one) > places);
  const tied = redo && tiedOnes.length > 0;
  const taken = tied ? sure : [...sure, ...tiedOnes];
  const lowest = [...taken].sort((a, b) => order(read(a.score), read(b.score)))[0];
  const people = taken.map(({ person }) => person);
  return {
    taken: people,
    tied,
    found: { ranking: ranked, taken: people, cutoff: lowest?.score ?? null, full: placed },
  };
}

/** The next of the list of those who have not had their turn; equal ones come together. */
function nextOf(seen: Seen, lot: Lot, turns: readonly string[]) {
  const { model, visit, stage } = seen;
  const from = String(stage['from']);
  const sources = model.plan.stages.filter((each) => each.id === from || each['from'] === from).map(({ id }) => id);
  const own = model.lots.find((each) => each.from === visit)?.n ?? Infinity;
  const first = (other: Lot) => model.lots.find((each) => each.from === other.from)!.n;
  const had = model.lots.filter(
    (each) =>
      !each.gone && each.post === lot.post && each.from && sources.includes(each.from.stage.id) && first(each) < own,
  );
  const out = new Set([...turns, ...had.flatMap(({ people }) => people)]);
  const listed = model.finder(from, lot.post);
  const lists = (listed?.found?.['posts'] ?? {}) as Record<string, { full: Placed[] }>;
  const isOn = (person: string) =>
    !out.has(person) && !model.returned(person, listed?.leftAs ?? Infinity, visit.leftAs ?? Infinity);
  const list = (lists[lot.post]?.full ?? []).filter(({ person }) => isOn(person));
  const left = seen.still(list.map(({ person }) => person));
  const { taken, found } = cut(list.filter(({ person }) => left.includes(person)), lot.vacancies, () => 0, false); // prettier-ignore
  return { outcomes: eachWithASeat(lot, [['taken', taken]], 'none'), found };
}
