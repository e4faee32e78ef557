import { text } from '../terms';
import { stageType } from './stageType';

const parameters = { text: text.optional().describe('公布的内容 · what is announced') };

/** 公告、宣传动员. */
export const announcement = stageType('announcement', '公告、宣传动员 · an announcement', {
  notice: { outcomes: ['published'], parameters },
  mobilisation: { outcomes: ['published'], parameters },
});
