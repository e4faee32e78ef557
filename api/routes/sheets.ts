import { z } from 'zod';
import { answerKinds } from '../../domain/answers';
import { answer } from '../../records/acts/answer';
import { ownSheets } from '../../records/queries/files';
import { access } from '../access';
import { pointingBelow } from '../pointing';
import { route } from '../route';
import { id, inCampaign, instant, made } from '../schemas';

const tag = '评分';

export const sheetRoutes = [
  route({
    method: 'get',
    path: '/campaigns/:campaign/sheets/mine',
    tag,
    summary: '我的评分表',
    access: access['GET /campaigns/:campaign/sheets/mine'],
    params: inCampaign,
    responses: {
      status: 200,
      schema: z.object({
        items: z.array(
          z.object({
            task: id,
            title: z.string(),
            subject: z.string(),
            name: z.string().nullable(),
            max: z.number(),
            content: z.unknown().describe('未评分时为 null'),
            at: instant.nullable(),
            closedAt: instant.nullable(),
          }),
        ),
      }),
    },
    reads: async ({ db, actor, params }) => ({ items: await ownSheets(db, actor, params.campaign) }),
  }),
  route({
    method: 'post',
    path: '/tasks/:task/sheets',
    tag,
    summary: '提交一份评分表；提交即署名锁定',
    access: access['POST /tasks/:task/sheets'],
    params: z.object({ task: id }),
    body: z.strictObject({ subject: id, sheet: answerKinds.sheet }),
    responses: { status: 201, schema: made },
    acts: async ({ tx, actor, params, body: { subject, sheet } }) => {
      const given = await pointingBelow('/sheet', () =>
        answer(tx, actor, { window: params.task, subject, content: sheet }),
      );
      return { id: given.id };
    },
  }),
];
