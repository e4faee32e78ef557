import { z } from 'zod';
import { identifier, panel, period, refuse } from '../terms';
import { stageType } from './stageType';

/**
 * 整改: every problem that earlier reports have stated gets its demand in one notice, is answered item by item and looked at again.
 * `clear`: nothing was found. `remaining`: something is not settled; come back to the stage, only that is asked for once more.
 */
export const rectification = stageType('rectification', '整改 · rectification, item by item', {
  standard: {
    alone: true,
    outcomes: ['rectified', 'remaining', 'clear'],
    parameters: {
      by: panel.describe('下达整改通知书、复查的人 · who issues the notice and looks again'),
      answeredBy: panel.describe('逐条整改、答复的人 · who puts things right and answers'),
      of: z
        .array(identifier, refuse('list'))
        .min(1, refuse('list'))
        .describe('哪些环节填报的问题（problems） · the reports whose problems are to be put right'),
      within: period.describe('多久下达整改通知书 · how long until the notice is issued'),
      rectify: period.describe(
        '整改期限；通知书可逐条另定 · how long each item may take, unless the notice says otherwise',
      ),
      check: period.describe('复查期限 · how long until it is looked at again'),
    },
  },
});
