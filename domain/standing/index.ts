export { tenureOf, tenureOn, nextTenureChange } from './tenure';
export type { TenureRule, TenureStatus } from './tenure';
export { recusalConflicts } from './recusal';
