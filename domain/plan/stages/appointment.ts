import { panel, period } from '../terms';
import { stageType } from './stageType';

const form = {
  outcomes: ['appointed', 'unfilled'],
  parameters: {
    by: panel.describe('办理任职的人 · who draws up the document'),
    talk: panel.optional().describe('任职谈话的人 · who talks with the appointee'),
    within: period.describe('办理期限 · how long it may take'),
  },
} as const;

/**
 * 任职: the talk and the appointment document; `contract` (聘任): a contract for a term with its goals. `unfilled`: a seat is left without a
 * person.
 */
export const appointment = stageType('appointment', '任职 · appointment', { standard: form, contract: form });
