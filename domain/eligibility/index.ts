export { checkFacts } from './application';
export { factsSchema } from './facts';
export type { FactSpec, Facts } from './facts';
export {
  conditionSchema,
  RULES,
  testCondition,
  testEligibility,
  appliesTo,
  reviewedBy,
  factsNeeded,
  factsRequired,
  describeCondition,
} from './condition';
export type { Condition } from './condition';
