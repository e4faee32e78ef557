import { z } from 'zod';
import { compare, exact, readExact, rounded } from './exact';
import { ratio, ratioSchema } from './gates';
import { count } from './share';
import type { Score } from './scores';

export interface Entrant {
  readonly id: string;
  readonly score: Score;
  /** Further numbers that a tie may be broken by, such as {written: "82"}. */
  readonly criteria?: Readonly<Record<string, Score>>;
}

export interface Ranked {
  readonly id: string;
  readonly rank: number;
  readonly published: string;
}

/** High to low by the published (rounded) scores; equal scores share a rank and the next rank is skipped: 1, 2, 2, 4. Throws RuleError `notANumber`. */
export function rank(entrants: readonly Entrant[], places = 2): readonly Ranked[] {
  const ordered = entrants
    .map(({ id, score }) => ({ id, published: rounded(exact(score), places) }))
    .sort((a, b) => compare(exact(b.published), exact(a.published)));
  let before: Ranked | undefined;
  return ordered.map((entrant, index) => {
    before = { ...entrant, rank: before?.published === entrant.published ? before.rank : index + 1 };
    return before;
  });
}

const places = z.int().min(1);

/** How many go on: so many a vacancy, so many in all, or a ratio of people to vacancies (default rounding: up). */
export const takeSchema = z.union([
  z.strictObject({ perVacancy: places }),
  z.strictObject({ top: places }),
  z.strictObject({ ratio: ratioSchema, rounding: z.enum(['up', 'down', 'halfUp']).optional() }),
]);
export type Take = z.infer<typeof takeSchema>;

const breakBy = z.array(z.strictObject({ by: z.string().min(1), prefer: z.enum(['high', 'low']).optional() })).min(1);

/** Of those who come next, equal ones all do, or criteria in order decide. */
export const nextTiesSchema = z.union([z.literal('include'), z.strictObject({ breakBy })]);

/** Equal scores at the cut: all go on; criteria in order decide, and what they leave equal goes on or is redone; or all the equal ones are redone. */
export const tiesSchema = z.union([
  z.enum(['include', 'redo']),
  z.strictObject({
    breakBy,
    otherwise: z.enum(['include', 'redo']).optional(),
  }),
]);
export type Ties = z.infer<typeof tiesSchema>;

export interface Taken {
  /** `redo`: the tied must be examined or voted on again for `placesLeft` places. */
  readonly outcome: 'taken' | 'redo';
  readonly places: number;
  readonly taken: readonly string[];
  readonly tied: readonly string[];
  readonly placesLeft: number;
  /** 最低入围分数: the lowest published score taken; null when nobody was. */
  readonly cutoff: string | null;
}

/** The number of places that `take` gives for `vacancies`. Throws RuleError `notACount`, `notARatio`. */
export function placesFor(take: Take, vacancies: number): number {
  count(vacancies);
  if ('top' in take) return take.top;
  if ('perVacancy' in take) return take.perVacancy * vacancies;
  const share = ratio(take.ratio).mul(exact(vacancies));
  if (take.rounding === 'down') return Number(share.floor());
  return Number(take.rounding === 'halfUp' ? share.round() : share.ceil());
}

/** Takes the best by published score, high to low (《竞争上岗规定》: 从高分到低分). With fewer entrants than places, all. Throws RuleError `notANumber`. */
export function takeBest(
  entrants: readonly Entrant[],
  take: Take,
  vacancies: number,
  ties: Ties = 'include',
  decimals = 2,
): Taken {
  const seats = placesFor(take, vacancies);
  const byId = new Map(entrants.map((entrant) => [entrant.id, entrant]));
  const ranked = rank(entrants, decimals);
  const criteria = typeof ties === 'object' ? ties.breakBy : [];
  const before = (a: Ranked, b: Ranked): number =>
    a.rank - b.rank || byCriteria(criteria, byId.get(a.id), byId.get(b.id));
  const ordered = [...ranked].sort(before);
  const last = ordered[seats - 1];
  const next = ordered[seats];
  const cut = last && next && before(last, next) === 0 ? last : undefined;
  const sure = cut ? ordered.filter((one) => before(one, cut) < 0) : ordered.slice(0, seats);
  const tied = cut ? ordered.filter((one) => before(one, cut) === 0) : [];
  const redo = tied.length > 0 && (typeof ties === 'object' ? (ties.otherwise ?? 'include') : ties) === 'redo';
  const taken = redo ? sure : [...sure, ...tied];
  return {
    outcome: redo ? 'redo' : 'taken',
    places: seats,
    taken: taken.map((one) => one.id),
    tied: tied.map((one) => one.id),
    placesLeft: redo ? seats - sure.length : Math.max(0, seats - taken.length),
    cutoff: taken.at(-1)?.published ?? null,
  };
}

// Who lacks a criterion stands behind who has it, so that a missing number never wins.
function byCriteria(
  criteria: readonly { by: string; prefer?: 'high' | 'low' | undefined }[],
  a?: Entrant,
  b?: Entrant,
): number {
  for (const { by, prefer = 'high' } of criteria) {
    const [mine, theirs] = [a, b].map((entrant) => readExact(entrant?.criteria?.[by] ?? ''));
    const order =
      mine && theirs ? compare(theirs, mine) * (prefer === 'high' ? 1 : -1) : Number(!mine) - Number(!theirs);
    if (order !== 0) return order;
  }
  return 0;
}
