import { panel, period } from '../terms';
import { stageType } from './stageType';

const parameters = { by: panel, within: period.describe('答复期限 · how long they have to answer') };

/** 报批: one answer of one body. An inquiry asks whether an objection is upheld. */
export const approval = stageType('approval', '报批、核查 · an answer of one body', {
  consent: { outcomes: ['agreed', 'refused'], parameters },
  inquiry: { outcomes: ['notUpheld', 'upheld'], parameters },
});
