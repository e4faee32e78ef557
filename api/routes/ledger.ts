import { z } from 'zod';
import { anchorsOf, entriesOf } from '../../records/queries/ledger';
import { access } from '../access';
import { placeOf, withCursor } from '../cursor';
import { route } from '../route';
import { id, inCampaign, instant, named, pageOf, stretch } from '../schemas';

const tag = '全程纪实';
const digest = z.string().describe('SHA-256');

export const ledgerRoutes = [
  route({
    method: 'get',
    path: '/campaigns/:campaign/record',
    tag,
    summary: '全程纪实：谁、何时、做了什么，不含内容',
    access: access['GET /campaigns/:campaign/record'],
    params: inCampaign,
    query: stretch,
    responses: {
      status: 200,
      schema: pageOf(
        z.object({
          seq: z.int(),
          kind: z.string(),
          title: z.string(),
          actor: named.nullable(),
          visit: id.nullable(),
          subject: z.string().nullable(),
          at: instant,
          commitment: digest,
          previous: digest,
          digest,
        }),
      ),
    },
    reads: async ({ db, actor, params, query: { limit, cursor } }) =>
      withCursor(
        await entriesOf(db, actor, params.campaign, {
          limit,
          after: placeOf(cursor, { length: 1, numbers: [0] })?.map(Number)[0],
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/campaigns/:campaign/anchors',
    tag,
    summary: '各环节结束时签名的锚',
    access: access['GET /campaigns/:campaign/anchors'],
    params: inCampaign,
    responses: {
      status: 200,
      schema: z.object({
        items: z.array(
          z.object({
            visit: id,
            stage: z.string(),
            seq: z.int(),
            head: digest,
            signature: z.string().describe('Ed25519, base64'),
            signedAt: instant,
          }),
        ),
      }),
    },
    reads: async ({ db, actor, params }) => ({ items: await anchorsOf(db, actor, params.campaign) }),
  }),
];
