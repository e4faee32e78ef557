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

/** Stage types that the model does not know yet: whoever adds one to the language adds it to `kinds`, or says so here. */
type Unknown =
  | 'assignment'
  | 'branch'
  | 'check'
  | 'election'
  | 'gate'
  | 'grading'
  | 'item'
  | 'join'
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
  collectiveBallot,
  collectiveDecision,
  consultation,
  eligibilityReview,
  motion,
  probation,
  publicNotice,
  ranking,
  registration,
  scoredAssessment,
};
