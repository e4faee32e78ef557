import { panel, period } from '../terms';
import { stageType } from './stageType';

const form = {
  outcomes: ['clear', 'objected', 'unfilled'],
  parameters: { by: panel, period: period.describe('公示期 · how long the notice stands') },
} as const;

/** 公示, with objections. `unfilled`: a seat is left without a person. */
export const publicNotice = stageType('publicNotice', '公示 · a public notice', {
  appointees: form,
  appraisees: form,
});
