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
 * Where there are no seats (a strand beside another) nobody competes, and the lot itself is `empty` once nobody is left.
 */
export function eachWithASeat(
  lot: Lot,
  fates: readonly (readonly [word: string, people: readonly string[]])[],
  empty: string,
): Part[] {
  const met = fates.filter(([, people]) => people.length > 0);
  if (lot.vacancies === 0)
    return (met.length > 0 ? met : [[empty, []] as const]).map(([outcome, people]) => ({ lot, outcome, vacancies: 0, people })); // prettier-ignore
  const left = met.flatMap(([, people]) => people);
  if (left.length > lot.vacancies) return [asOne(lot, met[0]![0], left)];
  const parts = met.map(([outcome, people]) => ({ lot, outcome, vacancies: people.length, people }));
  const seats = lot.vacancies - left.length;
  return seats > 0 ? [...parts, { lot, outcome: empty, vacancies: seats, people: [] }] : parts;
}

/** Lots of one post that stand for its seats as one: each post with all seats and people, and the lot that leaves for all of them. */
export function perPost(lots: readonly Lot[]): { readonly all: Lot; readonly one: Lot }[] {
  return [...new Set(lots.map(({ post }) => post))].map((post) => {
    const its = lots.filter((lot) => lot.post === post);
    const vacancies = its.reduce((sum, lot) => sum + lot.vacancies, 0);
    return { one: its[0]!, all: { ...its[0]!, vacancies, people: [...new Set(its.flatMap((lot) => lot.people))] } };
  });
}
