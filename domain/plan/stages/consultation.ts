import { panel, period } from '../terms';
import { stageType } from './stageType';

const parameters = { by: panel, within: period.describe('答复期限 · how long they have to answer') };
const form = { outcomes: ['clear', 'unfilled'], parameters } as const;

/**
 * 征求意见: an opinion on each person. `unfilled`: a seat is left without a person. 酝酿 (`deliberation`): a body talks the matter over
 * before it decides, with `together` once the talks of every post are over.
 */
export const consultation = stageType('consultation', '征求意见 · an opinion on each person', {
  opinion: form,
  disciplineOpinion: form,
  deliberation: { outcomes: ['deliberated'], parameters },
});
