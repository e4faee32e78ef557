import { z } from 'zod';
import { identifier, panel, period, refuse } from '../terms';
import { stageType } from './stageType';

const form = {
  outcomes: ['clear', 'objected', 'unfilled'],
  parameters: { by: panel, period: period.describe('公示期 · how long the notice stands') },
} as const;

/**
 * 公示, with objections. `unfilled`: a seat is left without a person. `intake` (受理反映): anybody may report on the post or unit and on its
 * people for as long as its other tracks have to pass certain stages; it stands beside them (branch, form: beside).
 */
export const publicNotice = stageType('publicNotice', '公示、受理反映 · a public notice', {
  appointees: form,
  appraisees: form,
  intake: {
    outcomes: ['reported', 'none'],
    parameters: {
      by: panel.describe('接待、受理的人 · who receives what is reported'),
      until: z
        .array(identifier, refuse('list'))
        .min(1, refuse('list'))
        .describe('受理到这个职位（单位）走完哪些环节 · open until the post or unit has passed these stages'),
    },
  },
});
