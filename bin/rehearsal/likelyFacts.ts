import { testCondition, type Condition } from '../../domain/eligibility';

/** Values worth trying for a fact that nobody wrote down, by the rule that asks for it. */
function guesses(condition: Condition, on: string): Record<string, unknown>[] {
  const year = Number(on.slice(0, 4));
  const born = (age: number) => `${year - age}-01-15`;
  switch (condition.rule) {
    case 'ageAtMost':
    case 'ageAtLeast':
      return [{ birthDate: born(condition.years - 1) }, { birthDate: born(condition.years + 1) }];
    case 'educationAtLeast':
      return [{ [condition.fact ?? 'education']: condition.level }];
    case 'titleAtLeast':
      return [{ [condition.fact ?? 'professionalTitle']: condition.level }];
    case 'annualReviewAll':
      return [
        {
          annualReviews: Array.from({ length: condition.lastYears }, (_, back) => ({
            year: (condition.lastYear ?? year - 1) - back,
            grade: condition.atLeast,
          })),
        },
      ];
    case 'gradesIn':
      return [
        {
          [condition.fact]: Array.from({ length: condition.lastYears }, (_, back) => ({
            year: (condition.lastYear ?? year - 1) - back,
            grade: condition.in[0],
          })),
        },
      ];
    case 'gradeYears':
      return [
        {
          gradeHistory: [
            { ladder: condition.ladder, grade: condition.grade, from: `${year - condition.years - 1}-01-01` },
          ],
        },
      ];
    case 'rankStep':
      return [{ rank: condition.post, rankSince: `${year - 5}-01-01` }];
    case 'factIn':
      return [{ [condition.fact]: condition.in[0] }];
    case 'factTrue':
      return [{ [condition.fact]: true }];
    case 'factAtLeast':
    case 'factAtMost':
      return [{ [condition.fact]: condition.value }];
    case 'yearsSince':
      return [{ [condition.fact]: `${year - condition.years - 1}-01-01` }];
    case 'anyOf':
    case 'allOf':
      return condition.of.flatMap((part) => guesses(part, on));
    case 'not':
      return [{}];
  }
}

/** Facts of somebody who meets the conditions, found by trying; a condition that nothing meets is left to the reviewers. */
export function likelyFacts(conditions: readonly Condition[], on: string): Record<string, unknown> {
  const moments = { registrationDeadline: on };
  let facts: Record<string, unknown> = {};
  for (const condition of conditions) {
    const tries = [{}, ...guesses(condition, on), Object.assign({}, ...guesses(condition, on))] as Record<
      string,
      unknown
    >[];
    const fitting = tries.find((guess) => isMet(condition, { ...facts, ...guess }, on, moments));
    facts = { ...facts, ...fitting };
  }
  return facts;
}

function isMet(...asked: Parameters<typeof testCondition>): boolean {
  const verdict = testCondition(...asked);
  return 'met' in verdict && verdict.met;
}
