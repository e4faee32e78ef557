import type { Lot, Part } from './words';

/** The lot goes on as one. */
export const asOne = (lot: Lot, outcome: string, people: readonly string[] = lot.people): Part => ({
  lot,
  outcome,
  vacancies: lot.vacancies,
  people,
});

/**
 * Who competes for a seat waits for the others: while there are more people than seats they stay together, by the gravest word
 * that one of them met (the first of `fates`). Who has a seat goes on with it by the own word; a seat without anybody is `empty`.
 */
export function eachWithASeat(
  lot: Lot,
  fates: readonly (readonly [word: string, people: readonly string[]])[],
  empty: string,
): Part[] {
  const met = fates.filter(([, people]) => people.length > 0);
  const left = met.flatMap(([, people]) => people);
  if (left.length > lot.vacancies) return [asOne(lot, met[0]![0], left)];
  const parts = met.map(([outcome, people]) => ({ lot, outcome, vacancies: people.length, people }));
  const seats = lot.vacancies - left.length;
  return seats > 0 ? [...parts, { lot, outcome: empty, vacancies: seats, people: [] }] : parts;
}
