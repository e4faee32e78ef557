import type { z } from 'zod';
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

/** Every stage type of the language: a new one is a file here, one in `workflows/stages` and one in `activities/stages`. */
export const STAGE_TYPES = {
  motion,
  approval,
  announcement,
  registration,
  eligibilityReview,
  gate,
  assignment,
  scoreCheck,
  scoredAssessment,
  points,
  keptScore,
  check,
  collectiveBallot,
  ranking,
  grading,
  consultation,
  appraisal,
  collectiveDecision,
  publicNotice,
  appointment,
  probation,
  item,
  election,
  nomination,
  officeTerm,
  branch,
  join,
  scan,
  task,
  subcampaign,
  rollUp,
  sample,
  rectification,
} as const;

type Types = typeof STAGE_TYPES;

/** The type of a stage: the word after `stage:`. */
export type StageType = keyof Types;

/** A stage of one type, as a union of its forms. */
export type StageOf<T extends StageType> = {
  [F in keyof Types[T]['schemas']]: Types[T]['schemas'][F] extends z.ZodType ? z.output<Types[T]['schemas'][F]> : never;
}[keyof Types[T]['schemas']];

/** Any stage, told apart by `stage` and then `form`. */
export type Stage = { [T in StageType]: StageOf<T> }[StageType];
