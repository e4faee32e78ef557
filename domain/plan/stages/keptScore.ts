import { identifier } from '../terms';
import { stageType } from './stageType';

/**
 * 采用成绩: the scores of an exam that another campaign has held and kept (一次考试、几项选拔共用), out of 100. Who has none that still holds
 * is out. `none`: nobody has one.
 */
export const keptScore = stageType('keptScore', '采用成绩 · the scores of an exam held elsewhere', {
  standard: {
    outcomes: ['scored', 'none'],
    parameters: { exam: identifier.describe('哪一次考试（留存时的名称） · which exam, by the name it was kept under') },
  },
});
