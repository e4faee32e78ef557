import { apart, type Lot, type Part } from './lots';

/** Those whom a join lets go on: `strands` has who passed each of them, `counts` is `all`, `any` or the name of one. */
export function passedStrands(strands: Readonly<Record<string, readonly string[]>>, counts: string): string[] {
  const all = Object.values(strands);
  const people = [...new Set(all.flat())].sort();
  if (counts === 'any') return people;
  const counting = counts === 'all' ? all : [strands[counts] ?? []];
  return people.filter((person) => counting.every((passed) => passed.includes(person)));
}

/**
 * The lots of a post that come to a join leave it as one: with the seats of all of them, and each person once. Seats for which
 * nobody has passed leave as `none`.
 */
export function joined(lots: readonly Lot[], passed: readonly string[]): Part[] {
  const seated = lots.filter(({ vacancies }) => vacancies > 0);
  const one = seated.find(({ people }) => people.length > 0) ?? seated[0] ?? lots[0]!;
  const vacancies = lots.reduce((sum, lot) => sum + lot.vacancies, 0);
  return apart({ ...one, vacancies }, [['passed', passed]], 'none');
}
