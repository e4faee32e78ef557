export { checkFacts, type FactProblem } from './application';
export { factSchema, factsSchema, factKeySchema, readFact } from './facts';
export type { FactType, FactSpec, FactRow, FactValues, Facts } from './facts';
export {
  conditionSchema,
  RULES,
  testCondition,
  testEligibility,
  appliesTo,
  factsNeeded,
  factsRequired,
  describeCondition,
} from './condition';
export type { Condition, SingleCondition, Verdict, Moments, EligibilityResult } from './condition';
