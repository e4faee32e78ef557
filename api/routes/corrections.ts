import { z } from 'zod';
import { proposeCorrection, signCorrection } from '../../records/acts/correction';
import { correctionsOf } from '../../records/queries/corrections';
import { access } from '../access';
import { pointingBelow } from '../pointing';
import { route } from '../route';
import { id, inCampaign, instant, made, named, reason } from '../schemas';

const tag = '更正';

export const correctionRoutes = [
  route({
    method: 'post',
    path: '/corrections',
    tag,
    summary: '提出更正：原件保留，另一人签字后生效',
    access: access['POST /corrections'],
    body: z.strictObject({
      answer: id,
      content: z.record(z.string(), z.unknown()).describe('更正后的全部内容'),
      reason,
    }),
    responses: { status: 201, schema: made },
    acts: ({ tx, actor, body }) => pointingBelow('/content', () => proposeCorrection(tx, actor, body)),
  }),
  route({
    method: 'post',
    path: '/corrections/:correction/signature',
    tag,
    summary: '签字，使更正生效',
    access: access['POST /corrections/:correction/signature'],
    params: z.object({ correction: id }),
    responses: { status: 200, schema: z.object({ answer: id }) },
    acts: ({ tx, actor, params }) => signCorrection(tx, actor, params),
  }),
  route({
    method: 'get',
    path: '/campaigns/:campaign/corrections',
    tag,
    summary: '一项工作的各次更正',
    access: access['GET /campaigns/:campaign/corrections'],
    params: inCampaign,
    responses: {
      status: 200,
      schema: z.object({
        items: z.array(
          z.object({
            id,
            answer: id,
            window: id,
            title: z.string(),
            subject: named.nullable(),
            before: z.unknown(),
            after: z.unknown(),
            reason: z.string(),
            proposedBy: named,
            proposedAt: instant,
            signedBy: named.nullable(),
            signedAt: instant.nullable(),
          }),
        ),
      }),
    },
    reads: async ({ db, actor, params }) => ({ items: await correctionsOf(db, actor, params.campaign) }),
  }),
];
