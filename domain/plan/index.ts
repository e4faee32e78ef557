export { resultWords, isResult, LARGEST_PLAN, type ResultWord } from './words';
export {
  edgeTable,
  nextAfter,
  reachable,
  canReach,
  everyPathPasses,
  dominates,
  type EdgeTable,
  type Walkable,
} from './edges';
export { planJsonSchema, type Plan, type Post, type Panel, type Electorate, type Departure } from './plan';
export { STAGE_TYPES, type Stage, type StageType, type StageOf, type OutcomeOf } from './stages';
export { readPlan, type ReadPlan } from './read';
export { PROBLEM_CODES, type Problem, type ProblemCode } from './problem';
export type { Period } from './terms';
export type { Condition } from '../eligibility/condition';
