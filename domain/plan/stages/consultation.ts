import { panel, period } from '../terms';
import { stageType } from './stageType';

const form = {
  outcomes: ['clear', 'unfilled'],
  parameters: { by: panel, within: period.describe('答复期限 · how long they have to answer') },
} as const;

/** 征求意见: an opinion on each person. `unfilled`: a seat is left without a person. */
export const consultation = stageType('consultation', '征求意见 · an opinion on each person', {
  opinion: form,
  disciplineOpinion: form,
});
