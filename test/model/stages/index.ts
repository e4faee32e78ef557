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
import { check, scoreCheck } from './checking';
import { points } from './counting';
import { collectiveDecision } from './deciding';
import { election } from './electing';
import { eligibilityReview, registration } from './entering';
import { gate } from './gates';
import { grading } from './grading';
import { nomination } from './nominating';
import { assignment } from './placing';
import { officeTerm } from './office';
import { ranking } from './ranking';
import { collectiveBallot, scoredAssessment } from './scoring';
import { branch, join } from './strands';
import { task } from './tasks';

/** Stage types that the model does not know yet: whoever adds one to the language adds it to `kinds`, or says so here. */
type Unknown = 'item' | 'keptScore' | 'rollUp' | 'rectification' | 'sample' | 'scan' | 'subcampaign';

export const kinds: { readonly [T in Exclude<StageType, Unknown>]: Kind } = {
  announcement,
  appointment,
  appraisal,
  approval,
  assignment,
  branch,
  check,
  collectiveBallot,
  collectiveDecision,
  consultation,
  election,
  eligibilityReview,
  gate,
  grading,
  join,
  motion,
  nomination,
  points,
  officeTerm,
  probation,
  publicNotice,
  ranking,
  registration,
  scoreCheck,
  scoredAssessment,
  task,
};
