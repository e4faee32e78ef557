import { z } from 'zod';
import { apply, changePost, withdraw } from '../../records/acts/application';
import { askForRecheck } from '../../records/acts/objection';
import { registrationOf, windowOpenTo } from '../../records/queries/registration';
import { access } from '../access';
import { formOf } from '../form';
import { route } from '../route';
import { done, id, inCampaign, instant, made, reason } from '../schemas';

const tag = '报名';

export const applicationRoutes = [
  route({
    method: 'get', path: '/campaigns/:campaign/application-form', tag, summary: '报名表：职位、条件、须填写的内容（JSON Schema）', access: access['GET /campaigns/:campaign/application-form'],
    params: inCampaign,
    responses: {
      status: 200,
      schema: z.object({
        campaign: z.object({ id, title: z.string() }),
        window: z.object({ id, title: z.string(), dueAt: instant.nullable(), provisional: z.boolean(), closedAt: instant.nullable() }),
        posts: z.array(z.object({ id, title: z.string(), vacancies: z.int(), conditions: z.array(z.string()), facts: z.record(z.string(), z.unknown()).describe('facts 的 JSON Schema') })),
        channels: z.array(z.string()),
      }),
    },
    reads: async ({ db, actor, params }) => {
      const { facts: _, posts, ...registration } = await registrationOf(db, actor, params.campaign);
      return { ...registration, channels: [...registration.channels], posts: posts.map(({ facts, ...post }) => ({ ...post, facts: formOf(facts) })) };
    },
  }),
  route({
    method: 'post', path: '/campaigns/:campaign/applications', tag, summary: '报名', access: access['POST /campaigns/:campaign/applications'],
    params: inCampaign,
    body: z.strictObject({ post: id, channel: z.enum(['self', 'organisation']).default('self'), facts: z.record(z.string().max(64), z.unknown()) }),
    responses: { status: 201, schema: made },
    acts: async ({ tx, actor, params, body }) => {
      const window = await windowOpenTo(tx, actor, params.campaign, 'application');
      return apply(tx, actor, { window: window.id, ...body });
    },
  }),
  route({
    method: 'post', path: '/campaigns/:campaign/applications/mine/post', tag, summary: '改报职位', access: access['POST /campaigns/:campaign/applications/mine/post'],
    params: inCampaign,
    body: z.strictObject({ post: id }),
    responses: { status: 200, schema: made },
    acts: async ({ tx, actor, params, body }) => {
      const window = await windowOpenTo(tx, actor, params.campaign, 'application');
      return changePost(tx, actor, { window: window.id, ...body });
    },
  }),
  route({
    method: 'post', path: '/campaigns/:campaign/recheck-requests', tag, summary: '对资格审查结果申请复核', access: access['POST /campaigns/:campaign/recheck-requests'],
    params: inCampaign,
    body: z.strictObject({ grounds: reason }),
    responses: { status: 201, schema: made },
    acts: async ({ tx, actor, params, body }) => {
      const window = await windowOpenTo(tx, actor, params.campaign, 'recheckRequest');
      return askForRecheck(tx, actor, { window: window.id, ...body });
    },
  }),
  route({
    method: 'post', path: '/campaigns/:campaign/withdrawal', tag, summary: '退出', access: access['POST /campaigns/:campaign/withdrawal'],
    params: inCampaign,
    body: z.strictObject({ reason }),
    responses: { status: 200, schema: done },
    acts: ({ tx, actor, params, body }) => withdraw(tx, actor, { campaign: params.campaign, ...body }),
  }),
];
