import type { StageType } from '../../../domain/plan';
import type { Kind } from '../words';
import {
  announcement,
  appointment,
  appraisal,
  approval,
  consultation,
  motion,
  probation,
  publicNotice,
} from './asking';
import { collectiveDecision } from './deciding';
import { eligibilityReview, registration } from './entering';
import { collectiveBallot, ranking, scoredAssessment } from './scoring';
import { branch, join } from './strands';

/** Stage types that the model does not know yet: whoever adds one to the language adds it to `kinds`, or says so here. */
type Unknown =
  | 'assignment'
  | 'check'
  | 'election'
  | 'gate'
  | 'grading'
  | 'item'
  | 'keptScore'
  | 'nomination'
  | 'officeTerm'
  | 'points'
  | 'rollUp'
  | 'rectification'
  | 'sample'
  | 'scan'
  | 'scoreCheck'
  | 'subcampaign'
  | 'task';

export const kinds: { readonly [T in Exclude<StageType, Unknown>]: Kind } = {
  announcement,
  appointment,
  appraisal,
  approval,
  branch,
  collectiveBallot,
  collectiveDecision,
  consultation,
  eligibilityReview,
  join,
  motion,
  probation,
  publicNotice,
  ranking,
  registration,
  scoredAssessment,
};
