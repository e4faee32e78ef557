import type { Terms } from '../../domain/answers';
import { dateOf } from '../../domain/calendar';
import {
  appliesTo,
  describeCondition,
  reviewedBy,
  testCondition,
  type Condition,
  type Facts,
} from '../../domain/eligibility';
import type { Tx } from '../../records/database';
import { keptFactsOf } from '../../records/keptFacts';
import { factsOf } from '../../records/people';
import { registrationDeadline } from '../../records/reading';
import type { Visit } from '../../records/visits';

type Reviewed = Visit<'eligibilityReview'>;
type ByPerson = Readonly<Record<string, readonly string[]>>;

/** By person the conditions of this review that are not met: of the kind 一般 (`unmet`), which may be relaxed, and the others (`barred`), which may not. */
export async function unmetIn(
  tx: Tx,
  visit: Reviewed,
  people: readonly string[],
): Promise<Required<Pick<Terms, 'unmet' | 'barred'>>> {
  const facts = await factsOf(tx, visit, people);
  const isSoft = ({ generally }: Condition) => generally === true;
  return {
    unmet: await failing(tx, visit, people, facts, isSoft),
    barred: await failing(tx, visit, people, facts, (condition) => !isSoft(condition)),
  };
}

/** As `barred`, by what earlier campaigns have kept alone: no recheck finds that to be otherwise. */
export const barredByKept = async (tx: Tx, visit: Reviewed, people: readonly string[]): Promise<ByPerson> =>
  failing(tx, visit, people, await keptFactsOf(tx, visit, people), ({ generally }) => generally !== true);

/** Conditions of this review, of all the posts for which somebody stands; what facts do not say is for the reviewer. */
async function failing(
  tx: Tx,
  visit: Reviewed,
  people: readonly string[],
  facts: Readonly<Record<string, Facts>>,
  counts: (condition: Condition) => boolean,
): Promise<ByPerson> {
  const day = dateOf(visit.asOf);
  const moments = { registrationDeadline: (await registrationDeadline(tx, visit)) ?? day };
  const conditions = reviewedBy(visit.plan.conditions, visit.stage.conditions).filter(counts);
  const fails = (person: string) => (condition: Condition) => {
    const posts = visit.lots.filter((lot) => lot.people.includes(person)).map(({ post }) => post);
    const verdict = testCondition(condition, facts[person] ?? {}, day, moments);
    return posts.every((post) => appliesTo(condition, post)) && 'met' in verdict && !verdict.met;
  };
  return Object.fromEntries(
    people.flatMap((person): [string, string[]][] => {
      const those = conditions.filter(fails(person));
      return those.length > 0 ? [[person, those.map(describeCondition)]] : [];
    }),
  );
}
