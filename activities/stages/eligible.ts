import { dateOf } from '../../domain/calendar';
import { testEligibility, type Facts } from '../../domain/eligibility';
import type { Visit } from '../../records/visits';

/** Why somebody may not stand for a post, by what the pool says of them on a day; nothing when they may. */
export function reasonsAgainst({ plan }: Pick<Visit, 'plan'>, post: string, facts: Facts, on: string): string[] {
  const day = dateOf(on);
  const { reasons, missing } = testEligibility(plan.conditions, post, facts, day, { registrationDeadline: day });
  return [...reasons, ...missing.map((key) => `名册中缺少“${key}”，不能认定符合条件。`)];
}

/** The people of the pool who may stand for a post today. */
export const eligibleIn = (
  visit: Pick<Visit, 'plan' | 'asOf'>,
  post: string,
  pool: Readonly<Record<string, Facts>>,
): string[] =>
  Object.entries(pool).flatMap(([person, facts]) =>
    reasonsAgainst(visit, post, facts, visit.asOf).length === 0 ? [person] : [],
  );
