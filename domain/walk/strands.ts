import { apart, united, type Lot, type Part } from './lots';

/** Those whom a join lets go on: `strands` has who passed each of them, `counts` is `all`, `any` or the name of one. */
export function passedStrands(strands: Readonly<Record<string, readonly string[]>>, counts: string): string[] {
  const all = Object.values(strands);
  const people = [...new Set(all.flat())].sort();
  if (counts === 'any') return people;
  const counting = counts === 'all' ? all : [strands[counts] ?? []];
  return people.filter((person) => counting.every((passed) => passed.includes(person)));
}

/** The lots of a post that come to a join leave it as one. Seats for which nobody has passed leave as `none`. */
export const joined = (lots: readonly Lot[], passed: readonly string[]): Part[] =>
  apart(united(lots), [['passed', passed]], 'none');
