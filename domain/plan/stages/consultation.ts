import { flag, panel, period } from '../terms';
import { stageType } from './stageType';

const parameters = { by: panel, within: period.describe('答复期限 · how long they have to answer') };
const form = {
  outcomes: ['clear', 'unfilled'],
  parameters: {
    ...parameters,
    everyone: flag
      .default(false)
      .describe(
        '名单中每个人都须签署，如党委书记和纪委书记双签字 · everybody of the panel must sign, such as both secretaries',
      ),
  },
} as const;

/**
 * 征求意见: an opinion on each person. `unfilled`: a seat is left without a person. 酝酿 (`deliberation`): a body talks the matter over
 * before it decides, with `together` once the talks of every post are over.
 */
export const consultation = stageType('consultation', '征求意见 · an opinion on each person', {
  opinion: form,
  disciplineOpinion: form,
  deliberation: { outcomes: ['deliberated'], parameters },
});
