import type { Stages } from '../stage';
import { announcement } from './announcement';
import { appointment } from './appointment';
import { appraisal } from './appraisal';
import { approval } from './approval';
import { collectiveBallot } from './collectiveBallot';
import { collectiveDecision } from './collectiveDecision';
import { consultation } from './consultation';
import { eligibilityReview } from './eligibilityReview';
import { motion } from './motion';
import { probation } from './probation';
import { publicNotice } from './publicNotice';
import { ranking } from './ranking';
import { registration } from './registration';
import { scoredAssessment } from './scoredAssessment';

export const stages: Stages = {
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
