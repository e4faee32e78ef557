/** A post, the seats still to fill, the people still in it: what moves through a plan. */
export interface Lot {
  readonly id: string;
  readonly post: string;
  readonly vacancies: number;
  readonly people: readonly string[];
}

/** How a part of a lot leaves a stage. */
export interface Part {
  readonly lot: string;
  readonly outcome: string;
  readonly vacancies: number;
  readonly people: readonly string[];
}

/** The post for which a person stands in these lots. */
export const postOf = ({ lots }: { readonly lots: readonly Lot[] }, person: string): string | undefined =>
  lots.find(({ people }) => people.includes(person))?.post;

/** Everybody in these lots, once: a ballot may have elected somebody to two posts. */
export const peopleIn = (lots: readonly Pick<Lot, 'people'>[]): string[] => [
  ...new Set(lots.flatMap(({ people }) => people)),
];

/** Their posts, each once: two tracks of one may have come together. */
export const postsIn = (lots: readonly Pick<Lot, 'post'>[]): string[] => [...new Set(lots.map(({ post }) => post))];

/**
 * Lots of one post as one: with the seats of all of them, and each person once. It goes by the name of one that has seats, and people if
 * possible.
 */
export function united(lots: readonly Lot[]): Lot {
  const seated = lots.filter(({ vacancies }) => vacancies > 0);
  const one = seated.find(({ people }) => people.length > 0) ?? seated[0] ?? lots[0]!;
  const vacancies = lots.reduce((sum, lot) => sum + lot.vacancies, 0);
  return { ...one, vacancies, people: peopleIn(lots).sort() };
}

/** Lots with those of each post united: what stands for its seats on one paper. */
export const perPost = (lots: readonly Lot[]): Lot[] =>
  postsIn(lots).map((each) => united(lots.filter(({ post }) => post === each)));

/** The lot leaves whole. `people` are those who go on. */
export const whole = (lot: Lot, outcome: string, people: readonly string[] = lot.people): Part[] => [
  { lot: lot.id, outcome, vacancies: lot.vacancies, people },
];

/**
 * What becomes of a lot when its people meet different fates. While they still compete (more people than seats) they wait
 * for each other: the lot leaves by the gravest word that anybody met (`fates` is ordered so). Once everybody has a seat
 * the lot parts, each with the own seat. Seats for which nobody is left leave as `unfilled`. A lot without seats (a strand beside
 * another) has nothing to compete for: each goes by the own word, and the lot itself as `unfilled` when nobody is left, so that
 * who waits for it knows.
 */
export function apart(
  lot: Lot,
  fates: readonly (readonly [outcome: string, people: readonly string[]])[],
  unfilled: string,
): Part[] {
  if (lot.vacancies === 0) return withoutSeats(lot, fates, unfilled);
  const left = fates.flatMap(([, people]) => people);
  const spare = Math.max(0, lot.vacancies - left.length);
  const seats = lot.vacancies - spare;
  const met = fates.filter(([, people]) => people.length > 0);
  const competing = left.length > lot.vacancies;
  const parts = competing
    ? [{ lot: lot.id, outcome: met[0]![0], vacancies: seats, people: left }]
    : met.map(([outcome, people]) => ({ lot: lot.id, outcome, vacancies: people.length, people }));
  return spare > 0 ? [...parts, { lot: lot.id, outcome: unfilled, vacancies: spare, people: [] }] : parts;
}

function withoutSeats(lot: Lot, fates: Parameters<typeof apart>[1], unfilled: string): Part[] {
  const met = fates.filter(([, people]) => people.length > 0);
  const parts = met.length > 0 ? met : [[unfilled, []] as const];
  return parts.map(([outcome, people]) => ({ lot: lot.id, outcome, vacancies: 0, people }));
}
