import { identifier, panel, period } from '../terms';
import { stageType } from './stageType';

/** 成绩复核: those who were scored may ask, within a period, that their score be checked. What is found wrong is corrected. */
export const scoreCheck = stageType('scoreCheck', '成绩复核 · scores checked on request', {
  standard: {
    outcomes: ['checked'],
    parameters: {
      of: identifier.describe('复核哪个环节的成绩 · whose scores'),
      by: panel.describe('复核的人 · who checks'),
      within: period.describe('申请期限 · how long a check may be asked for'),
    },
  },
});
