import { z } from 'zod';
import { apply, changePost, withdraw } from '../../records/acts/application';
import { askForRecheck } from '../../records/acts/objection';
import { ownFile } from '../../records/queries/files';
import { isIdentityNumber, keepIdentityNumber, maskedIdentity } from '../../records/identity';
import { registrationOf, windowOpenTo } from '../../records/queries/registration';
import { Refusal } from '../../records/refusal';
import { access } from '../access';
import { formOf } from '../form';
import { route } from '../route';
import { campaignStatus } from './timeline';
import { done, id, inCampaign, instant, made, reason } from '../schemas';

const tag = '报名';

const identityNumber = z
  .string()
  .trim()
  .toUpperCase()
  .refine(
    isIdentityNumber,
    '公民身份号码有误，请逐位核对（18 位，末位为校验码） · is not a valid identity number; check its eighteen places',
  )
  .describe('公民身份号码；加密存放，不进入报名内容、全程纪实和邮件 · kept encrypted, apart from the application');

const wishes = z.array(id).max(20).describe('不定向报名时的其余志愿，依次 · further posts, the dearest first');

const noKey = {
  pointer: '/identityNumber',
  zh: '本系统没有配置加密身份号码的密钥，不能登记；请删去此项后提交',
  en: 'there is no key here to encrypt it with, so it is not taken; leave it out',
};

export const applicationRoutes = [
  route({
    method: 'get',
    path: '/campaigns/:campaign/application-form',
    tag,
    summary: '报名表：职位、条件、须填写的内容（JSON Schema）',
    access: access['GET /campaigns/:campaign/application-form'],
    params: inCampaign,
    responses: {
      status: 200,
      schema: z.object({
        campaign: z.object({ id, title: z.string() }),
        window: z.object({
          id,
          title: z.string(),
          dueAt: instant.nullable(),
          provisional: z.boolean(),
          closedAt: instant.nullable(),
        }),
        posts: z.array(
          z.object({
            id,
            title: z.string(),
            vacancies: z.int(),
            conditions: z.array(z.string()),
            facts: z.record(z.string(), z.unknown()).describe('facts 的 JSON Schema'),
          }),
        ),
        channels: z.array(z.string()),
        identityNumber: z
          .boolean()
          .describe('报名时是否可以填写公民身份号码（identityNumber） · whether an identity number is taken with it'),
      }),
    },
    reads: async ({ db, actor, params, settings }) => {
      const { posts, ...registration } = await registrationOf(db, actor, params.campaign);
      return {
        ...registration,
        identityNumber: settings.identityKey !== undefined,
        posts: posts.map(({ facts, required, ...post }) => ({ ...post, facts: formOf(facts, required) })),
      };
    },
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/applications',
    tag,
    summary: '报名',
    access: access['POST /campaigns/:campaign/applications'],
    params: inCampaign,
    body: z.strictObject({
      post: id,
      wishes: wishes.optional(),
      channel: z.enum(['self', 'organisation']).default('self'),
      facts: z.record(z.string().max(64), z.unknown()),
      identityNumber: identityNumber.optional(),
    }),
    sealed: ['identityNumber'],
    responses: { status: 201, schema: made },
    acts: async ({
      tx,
      actor,
      params,
      body: { identityNumber: number, ...application },
      settings: { identityKey },
    }) => {
      if (number !== undefined && !identityKey) throw new Refusal('invalid', { errors: [noKey] });
      const window = await windowOpenTo(tx, actor, params.campaign, 'application');
      const applied = await apply(tx, actor, { window: window.id, ...application });
      if (number !== undefined && identityKey) await keepIdentityNumber(tx, identityKey, actor.id, number);
      return applied;
    },
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/applications/mine/post',
    tag,
    summary: '改报职位',
    access: access['POST /campaigns/:campaign/applications/mine/post'],
    params: inCampaign,
    body: z.strictObject({ post: id, wishes: wishes.optional() }),
    responses: { status: 200, schema: made },
    acts: async ({ tx, actor, params, body }) => {
      const window = await windowOpenTo(tx, actor, params.campaign, 'application');
      return changePost(tx, actor, { window: window.id, ...body });
    },
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/recheck-requests',
    tag,
    summary: '对资格审查结果申请复核',
    access: access['POST /campaigns/:campaign/recheck-requests'],
    params: inCampaign,
    body: z.strictObject({ grounds: reason }),
    responses: { status: 201, schema: made },
    acts: async ({ tx, actor, params, body }) => {
      const window = await windowOpenTo(tx, actor, params.campaign, 'recheckRequest');
      return askForRecheck(tx, actor, { window: window.id, ...body });
    },
  }),
  route({
    method: 'get',
    path: '/campaigns/:campaign/applications/mine',
    tag,
    summary: '我的材料、办理情况和成绩',
    access: access['GET /campaigns/:campaign/applications/mine'],
    params: inCampaign,
    responses: {
      status: 200,
      schema: z.object({
        campaign: z.object({ id, title: z.string(), status: campaignStatus }),
        withdrawnAt: instant.nullable(),
        excludedAt: instant.nullable(),
        identityNumber: z.string().nullable().describe('公民身份号码，只显示前三位和后两位 · masked'),
        papers: z.array(z.object({ id, kind: z.string(), title: z.string(), content: z.unknown(), at: instant })),
        scores: z.array(
          z.object({ stage: z.string(), score: z.string(), rank: z.int().nullable(), goesOn: z.boolean().nullable() }),
        ),
      }),
    },
    reads: async ({ db, actor, params, settings }) => ({
      ...(await ownFile(db, actor, params.campaign)),
      identityNumber: await maskedIdentity(db, settings.identityKey, actor.id),
    }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/withdrawal',
    tag,
    summary: '退出',
    access: access['POST /campaigns/:campaign/withdrawal'],
    params: inCampaign,
    body: z.strictObject({ reason }),
    responses: { status: 200, schema: done },
    acts: ({ tx, actor, params, body }) => withdraw(tx, actor, { campaign: params.campaign, ...body }),
  }),
];
