import { z } from 'zod';
import { panel, period } from '../terms';
import { stageType } from './stageType';

const parameters = { by: panel, within: period.describe('答复期限 · how long they have to answer') };
const silence = z
  .enum(['agreed', 'refused'])
  .optional()
  .describe('到期未答复视为同意（或不同意）；不写则一直等 · what silence means; without it, one waits');

/** 报批: one answer of one body. An inquiry asks whether an objection is upheld; what is filed needs no answer. */
export const approval = stageType('approval', '报批、核查、备案 · an answer of one body', {
  consent: { outcomes: ['agreed', 'refused'], parameters: { ...parameters, silence } },
  inquiry: { outcomes: ['notUpheld', 'upheld'], parameters },
  filing: { outcomes: ['filed'], parameters },
});
