import { describeCondition, reviewedBy } from '../../domain/eligibility';
import type { Tx } from '../../records/database';
import { answersTo, termsOf, type Answered } from '../../records/reading';
import { panelOf, stillIn } from '../../records/people';
import type { Visit } from '../../records/visits';
import type { Question } from '../../records/windows';

type Reviewed = Visit<'eligibilityReview'>;

/** Asked of those whom the reviewer lets pass, and of those who ask for another look. */
const PURPOSES = ['relaxations', 'relaxationsAgain'] as const;

/** The bodies that must consent to what would be relaxed for each of these people (破格须经上级同意). */
async function consentsNeeded(
  tx: Tx,
  visit: Reviewed,
  people: readonly string[],
): Promise<Record<string, readonly string[]>> {
  const { unmet = {} } = await termsOf(tx, visit, 'reviews');
  const granted = reviewedBy(visit.plan.conditions, visit.stage.conditions).flatMap((condition) =>
    condition.relaxedBy === undefined
      ? []
      : [{ by: condition.relaxedBy, text: condition.text ?? describeCondition(condition) }],
  );
  return Object.fromEntries(
    people.map((person) => [
      person,
      [...new Set(granted.filter(({ text }) => unmet[person]?.includes(text)).map(({ by }) => by))],
    ]),
  );
}

/** Each body about those for whom it must consent. */
export async function relaxationsAsked(
  tx: Tx,
  visit: Reviewed,
  purpose: (typeof PURPOSES)[number],
  people: readonly string[],
): Promise<Question[]> {
  const needed = await consentsNeeded(tx, visit, await stillIn(tx, visit, people));
  const bodies = [...new Set(Object.values(needed).flat())].sort();
  const { unmet = {} } = await termsOf(tx, visit, 'reviews');
  return Promise.all(
    bodies.map(async (by): Promise<Question> => {
      const subjects = Object.keys(needed).filter((person) => needed[person]!.includes(by));
      return {
        purpose: `${purpose}:${by}`,
        kind: 'relaxation',
        title: `${visit.stage.title}放宽条件`,
        closes: 'complete',
        needs: 'any',
        within: visit.stage.within,
        holders: await panelOf(tx, visit, by),
        subjects,
        terms: { unmet: Object.fromEntries(subjects.map((person) => [person, unmet[person] ?? []])) },
      };
    }),
  );
}

/** Those of the people for whom somebody has not consented, with what was said. */
export async function withheldFrom(
  tx: Tx,
  visit: Reviewed,
  people: readonly string[],
): Promise<Record<string, string>> {
  const needed = await consentsNeeded(tx, visit, people);
  const withheld: Record<string, string> = {};
  for (const by of new Set(Object.values(needed).flat())) {
    const given: Answered<'relaxation'>[] = [];
    for (const purpose of PURPOSES) given.push(...(await answersTo(tx, visit, `${purpose}:${by}`, 'relaxation')));
    for (const person of people.filter((each) => needed[each]!.includes(by))) {
      const answer = given.find(({ subject }) => subject === person)?.content;
      if (answer?.answer !== 'granted') withheld[person] = answer?.note ?? '没有同意放宽。';
    }
  }
  return withheld;
}
