import { floor, frac, order, read, times, type Frac } from '../fraction';
import type { Kind, Part } from '../words';
import { shownIn } from './ranking';

const caps: Readonly<Record<string, Frac>> = { '1/3': frac(1, 3), '50%': frac(1, 2) };

interface Graded {
  readonly person: string;
  readonly score: Frac;
  readonly shown: string;
  at: number;
}

/** The first band whose least score is reached; of more people than may have it the last fall to the next, equal ones together. */
function graded(people: readonly Omit<Graded, 'at'>[], bands: readonly number[], cap: Frac | undefined): Graded[] {
  const reached = (score: Frac) => bands.findIndex((least) => order(score, read(least)) >= 0);
  const all = people.map((each) => ({ ...each, at: reached(each.score) < 0 ? bands.length - 1 : reached(each.score) }));
  const most = cap && floor(times(cap, frac(all.length)));
  const best = all.filter(({ at }) => at === 0);
  if (most !== undefined && best.length > most)
    for (const each of best) if (best.filter(({ score }) => order(score, each.score) >= 0).length > most) each.at = 1;
  return all;
}

/** Everybody has a grade by the score of an earlier stage; who has no such score goes no further. */
export const grading: Kind = {
  make: ({ chance, scored, ranking }) => {
    const unfit = chance.happens(0.6);
    return {
      text: {
        from: chance.one([...scored, ...(ranking ? [ranking] : [])]),
        bands: { 优秀: 55, 合格: 45, 不合格: chance.one([0, 20]) },
        ...(chance.happens(0.5) ? { caps: { 优秀: chance.one(Object.keys(caps)) } } : {}),
        ...(unfit ? { unfit: ['不合格'] } : {}),
      },
      outcomes: ['graded', 'none', ...(unfit ? ['unfit'] : [])],
    };
  },
  asks: [],
  conclude(seen) {
    const { stage, lots } = seen;
    const bands = stage['bands'] as Record<string, number>;
    const scores = new Map(
      lots.flatMap(({ post, people }) =>
        seen.still(people).flatMap((person) => {
          const shown = shownIn(seen, String(stage['from']), post, person);
          return shown === undefined ? [] : [[person, { person, shown, score: read(shown) }] as const];
        }),
      ),
    );
    const cap = (stage['caps'] as { 优秀?: string } | undefined)?.['优秀'];
    const all = graded([...scores.values()], Object.values(bands), cap === undefined ? undefined : caps[cap]);
    const grades = new Map(all.map(({ person, at }) => [person, Object.keys(bands)[at]!]));
    const parts = lots.flatMap((lot): Part[] => {
      const here = lot.people.filter((person) => grades.has(person));
      const isOut = (person: string) => ((stage['unfit'] ?? []) as string[]).includes(grades.get(person)!);
      const [out, fit] = [here.filter(isOut), here.filter((person) => !isOut(person))];
      // Whoever is fit competes for all the seats; only one that nobody fit can take goes with who is not.
      let spare = Math.max(0, lot.vacancies - fit.length);
      const gone = Math.min(spare, out.length);
      spare -= gone;
      const going: Part[] = out.length > 0 ? [{ lot, outcome: 'unfit', vacancies: gone, people: out }] : [];
      if (fit.length > 0) return [...going, { lot, outcome: 'graded', vacancies: lot.vacancies - gone, people: fit }];
      return spare > 0 || out.length === 0 ? [...going, { lot, outcome: 'none', vacancies: spare, people: [] }] : going;
    });
    return {
      parts,
      found: {
        grades: Object.fromEntries(grades),
        scores: Object.fromEntries(all.map(({ person, shown }) => [person, { published: shown }])),
      },
    };
  },
};
