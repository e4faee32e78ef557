import { compare, exact, rounded } from './exact';
import type { Score } from './scores';

/** A minimum that a score must reach; `uncontested`: only when there are no more people than vacancies (无竞争时). */
export interface Floor {
  /** A part of the composite; the composite itself without it. */
  readonly of?: string | undefined;
  readonly atLeast: string | number;
  readonly only?: 'uncontested' | undefined;
}

export interface Contender {
  readonly id: string;
  readonly score: Score;
  readonly parts: Readonly<Record<string, Score>>;
}

/**
 * Who falls below a floor, in the order of the contenders. The composite is compared as published, a part in full; a part that somebody
 * has no score of is 0. Throws RuleError `notANumber`.
 */
export function belowFloors(
  contenders: readonly Contender[],
  floors: readonly Floor[],
  vacancies: number,
  places = 2,
): string[] {
  const hold = floors.filter(({ only }) => only === undefined || contenders.length <= vacancies);
  const reached = ({ score, parts }: Contender, { of, atLeast }: Floor): boolean =>
    compare(exact(of === undefined ? rounded(exact(score), places) : (parts[of] ?? '0')), exact(atLeast)) >= 0;
  return contenders.filter((each) => !hold.every((floor) => reached(each, floor))).map(({ id }) => id);
}
