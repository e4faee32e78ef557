import fc from 'fast-check';
import { apart, joined, passedStrands, type Lot, type Part } from '../../../domain/walk';

const lot = (vacancies: number, people: string[], id = 'l'): Lot => ({ id, post: 'p', vacancies, people });
const short = (parts: readonly Part[]) =>
  parts.map(({ outcome, vacancies, people }) => `${outcome} ${vacancies} ${people.join('')}`);

test('people part once everybody has a seat, and wait for each other while they compete', () => {
  const fates = (held: string[], clear: string[]) => [['held', held] as const, ['clear', clear] as const];
  expect(short(apart(lot(3, []), fates(['a'], ['b']), 'unfilled'))).toEqual(['held 1 a', 'clear 1 b', 'unfilled 1 ']);
  expect(short(apart(lot(1, []), fates(['a'], ['b']), 'unfilled'))).toEqual(['held 1 ab']);
  expect(short(apart(lot(1, []), fates([], []), 'unfilled'))).toEqual(['unfilled 1 ']);
});

test('a strand without seats parts by person, and says so when nobody is left', () => {
  const fates = (held: string[], clear: string[]) => [['held', held] as const, ['clear', clear] as const];
  expect(short(apart(lot(0, []), fates(['a'], ['b', 'c']), 'unfilled'))).toEqual(['held 0 a', 'clear 0 bc']);
  expect(short(apart(lot(0, []), fates([], []), 'unfilled'))).toEqual(['unfilled 0 ']);
});

const name = fc.constantFrom(...'abcdef');
const people = fc.uniqueArray(name, { maxLength: 6 });

test('nobody is lost or twice, no seat comes or goes, and something always leaves', () => {
  fc.assert(
    fc.property(people, fc.nat({ max: 6 }), fc.nat({ max: 6 }), (all, vacancies, cut) => {
      const [held, clear] = [all.slice(0, cut), all.slice(cut)];
      const parts = apart(lot(vacancies, all), [['held', held], ['clear', clear]], 'unfilled'); // prettier-ignore
      expect(parts.flatMap((part) => part.people).sort()).toEqual([...all].sort());
      expect(parts.reduce((sum, part) => sum + part.vacancies, 0)).toBe(vacancies);
      expect(parts.length).toBeGreaterThan(0);
    }),
  );
});

test('whose outcome counts', () => {
  const strands = { talk: ['a', 'b'], files: ['b', 'c'] };
  expect(passedStrands(strands, 'all')).toEqual(['b']);
  expect(passedStrands(strands, 'any')).toEqual(['a', 'b', 'c']);
  expect(passedStrands(strands, 'files')).toEqual(['b', 'c']);
});

test('what must pass all passes each, and each passes any', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('x', 'y', 'z'), people, { minKeys: 1 }), (strands) => {
      const all = passedStrands(strands, 'all');
      const any = passedStrands(strands, 'any');
      expect(any).toEqual([...new Set(Object.values(strands).flat())].sort());
      for (const [strand, passed] of Object.entries(strands)) {
        expect(passedStrands(strands, strand)).toEqual([...passed].sort());
        expect(all.every((person) => passed.includes(person))).toBe(true);
      }
    }),
  );
});

test('strands leave a join as one, with the seats that came', () => {
  const lots = [lot(2, ['a', 'b'], 'main'), lot(1, [], 'empty'), lot(0, ['a', 'b', 'c'], 'side')];
  expect(short(joined(lots, ['a']))).toEqual(['passed 1 a', 'none 2 ']);
  expect(short(joined(lots, ['a', 'b', 'c']))).toEqual(['passed 3 abc']);
  expect(short(joined([lots[1]!, lots[2]!], ['a', 'b', 'c']))).toEqual(['passed 1 abc']);
  expect(joined(lots, []).map((part) => part.lot)).toEqual(['main']);
});

test('a join keeps every seat, and everybody who passed, once', () => {
  const some = fc.array(fc.tuple(fc.nat({ max: 3 }), people), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(some, fc.func(fc.boolean()), (all, passes) => {
      const lots = all.map(([vacancies, its], index) => lot(vacancies, its, `l${index}`));
      const passed = [...new Set(lots.flatMap((each) => each.people))].filter(passes);
      const parts = joined(lots, passed);
      expect(parts.flatMap((part) => part.people).sort()).toEqual([...passed].sort());
      const seats = (each: readonly { vacancies: number }[]) => each.reduce((sum, { vacancies }) => sum + vacancies, 0);
      expect(seats(parts)).toBe(seats(lots));
    }),
  );
});
