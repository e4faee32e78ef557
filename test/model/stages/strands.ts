import { asOne, eachWithASeat } from '../parts';
import type { Content, Kind, Lot, Part } from '../words';

/** Posts go one way or the other; or a second track begins beside the first, without a seat, with the same people or with nobody. */
export const branch: Kind = {
  make: ({ chance, posts }) => ({
    text: { posts: chance.one([posts.slice(0, 1), posts.slice(-1)]) },
    outcomes: ['these', 'others'],
  }),
  asks: [],
  conclude: ({ stage, lots }) => ({
    parts: lots.flatMap((lot) => {
      if (stage['form'] !== 'beside')
        return [asOne(lot, (stage['posts'] as string[]).includes(lot.post) ? 'these' : 'others')];
      const people = stage['with'] === 'people' ? lot.people : [];
      return [asOne(lot, 'on'), { lot, outcome: 'beside', vacancies: 0, people }];
    }),
  }),
};

/** All strands of a post leave as one, with the seats of all of them; who has come by an outcome that the plan names has passed that strand. */
export const join: Kind = {
  make: ({ chance, branch: of, strands }) => ({
    text: { of, strands, counts: chance.one(['all', 'all', 'any', ...Object.keys(strands)]) },
    outcomes: ['passed', 'none'],
  }),
  asks: [],
  conclude(seen) {
    const strands = Object.entries(seen.stage['strands'] as Record<string, Record<string, string[]>>);
    const posts: Record<string, Content> = {};
    const parts = [...new Set(seen.lots.map(({ post }) => post))].flatMap((post): Part[] => {
      const its = seen.lots.filter((lot) => lot.post === post);
      const still = seen.still([...new Set(its.flatMap(({ people }) => people))]);
      const passed = strands.map(([name, outcomes]) => {
        const through = its.filter(({ from, outcome }) => outcomes[from!.stage.id]?.includes(outcome!));
        return [name, still.filter((person) => through.some(({ people }) => people.includes(person)))] as const;
      });
      const has = (person: string) => passed.filter(([, people]) => people.includes(person)).map(([name]) => name);
      const going = still.filter((person) => countsFor(has(person), strands.length, String(seen.stage['counts'])));
      posts[post] = { strands: Object.fromEntries(passed), passed: going };
      const vacancies = its.reduce((sum, lot) => sum + lot.vacancies, 0);
      const whole: Lot = its.find((lot) => lot.vacancies > 0) ?? its[0]!;
      const left = eachWithASeat({ ...whole, vacancies }, [['passed', going]], 'none');
      return left.map((part) => ({ ...part, lot: whole }));
    });
    return { parts, found: { posts } };
  },
};

const countsFor = (has: readonly string[], all: number, counts: string): boolean =>
  counts === 'all' ? has.length === all : counts === 'any' ? has.length > 0 : has.includes(counts);
