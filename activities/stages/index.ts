import type { StageType } from '../../domain/plan';
import { announcement } from './announcement';
import { appointment } from './appointment';
import { appraisal } from './appraisal';
import { approval } from './approval';
import { assignment } from './assignment';
import { branch } from './branch';
import { check } from './check';
import { collectiveBallot } from './collectiveBallot';
import { collectiveDecision } from './collectiveDecision';
import { consultation } from './consultation';
import { election } from './election';
import { eligibilityReview } from './eligibilityReview';
import { gate } from './gate';
import { grading } from './grading';
import { item } from './item';
import { join } from './join';
import { keptScore } from './keptScore';
import { motion } from './motion';
import { nomination } from './nomination';
import { officeTerm } from './officeTerm';
import { points } from './points';
import { probation } from './probation';
import { publicNotice } from './publicNotice';
import { ranking } from './ranking';
import { rectification } from './rectification';
import { registration } from './registration';
import { scoreCheck } from './scoreCheck';
import { rollUp } from './rollUp';
import { sample } from './sample';
import { scan } from './scan';
import { scoredAssessment } from './scoredAssessment';
import { task } from './task';
import { subcampaign } from './subcampaign';
import type { StageWork } from './stageWork';

/** The worldly half of every stage type. */
export const stageWorks: { readonly [T in StageType]: StageWork<T> } = {
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
  item,
  join,
  keptScore,
  motion,
  nomination,
  officeTerm,
  points,
  probation,
  publicNotice,
  ranking,
  registration,
  scoreCheck,
  scan,
  scoredAssessment,
  task,
  subcampaign,
  rollUp,
  sample,
  rectification,
};
