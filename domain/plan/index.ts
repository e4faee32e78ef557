export { resultWords, LARGEST_PLAN, type ResultWord } from './words';
export { edgeTable, nextAfter, reachable, canReach, everyPathPasses, dominates, type Walkable } from './edges';
export { ownOf, planJsonSchema, type Plan, type Post } from './plan';
export { STAGE_TYPES, type Stage, type StageType, type StageOf } from './stages';
export { GATE_CHOICES } from './stages/gate';
export type { ReplacementGround } from './stages/ranking';
export { readPlan } from './read';
export { PROBLEM_CODES, type Problem } from './problem';
export type { Period } from './terms';
