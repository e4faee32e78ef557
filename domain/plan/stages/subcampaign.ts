import { identifier, panel } from '../terms';
import { stageType } from './stageType';

/** 另行选拔: a campaign of another published plan, whose people come back. `none`: a seat for which nobody came of it. */
export const subcampaign = stageType('subcampaign', '另行选拔 · a campaign of its own', {
  standard: {
    outcomes: ['filled', 'none'],
    parameters: {
      by: panel.describe('启动的人 · who starts it'),
      plan: identifier.describe('已发布的另一份方案（id） · another published plan, by its id'),
    },
  },
});
