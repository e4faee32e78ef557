import { z } from 'zod';
import { dateSchema, periodSchema } from '../../domain/calendar';
import { LARGEST_PLAN } from '../../domain/plan';
import { approveAmendment, proposeAmendment } from '../../records/acts/amendment';
import { amendmentsOf } from '../../records/queries/amendments';
import { cancel } from '../../records/acts/cancellation';
import { exclude } from '../../records/acts/exclusion';
import { declareKin } from '../../records/acts/kinship';
import { closeByAct, extend } from '../../records/acts/deadlines';
import { schedule } from '../../records/acts/schedule';
import { resume, suspend } from '../../records/acts/suspension';
import { answersIn } from '../../records/queries/answers';
import { access } from '../access';
import { route } from '../route';
import { done, id, inCampaign, instant, made, named, reason } from '../schemas';
import { mustBePlan } from './plans';

const tag = '工作';
const reasoned = z.strictObject({ reason });
const inWindow = inCampaign.extend({ window: id });

/** Acts on a whole campaign or on one of its windows, each with its reason. */
export const steeringRoutes = [
  route({
    method: 'post',
    path: '/campaigns/:campaign/suspension',
    tag,
    summary: '中止：期限停止计算',
    access: access['POST /campaigns/:campaign/suspension'],
    params: inCampaign,
    body: reasoned,
    responses: { status: 200, schema: done },
    acts: ({ tx, actor, params, body }) => suspend(tx, actor, { ...params, ...body }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/resumption',
    tag,
    summary: '恢复：期限顺延，公示重新计算（afresh 为 false 时也只顺延）',
    access: access['POST /campaigns/:campaign/resumption'],
    params: inCampaign,
    body: reasoned.extend({ afresh: z.boolean().default(true) }),
    responses: { status: 200, schema: done },
    acts: ({ tx, actor, params, body }) => resume(tx, actor, { ...params, ...body }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/cancellation',
    tag,
    summary: '取消；已任职人员的试用期照常',
    access: access['POST /campaigns/:campaign/cancellation'],
    params: inCampaign,
    body: reasoned,
    responses: { status: 200, schema: done },
    acts: ({ tx, actor, params, body }) => cancel(tx, actor, { ...params, ...body }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/exclusions',
    tag,
    summary: '取消一人的资格，任职前随时可以作出',
    access: access['POST /campaigns/:campaign/exclusions'],
    params: inCampaign,
    body: z.strictObject({ person: id, ground: reason.describe('理由 · the ground') }),
    responses: { status: 200, schema: done },
    acts: ({ tx, actor, params, body }) => exclude(tx, actor, { ...params, ...body }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/kin',
    tag,
    summary: '申报与参加这项工作的另一人有亲属关系；此后互相回避',
    access: access['POST /campaigns/:campaign/kin'],
    params: inCampaign,
    body: z.strictObject({
      kin: id,
      relation: z.string().trim().min(1).max(64).describe('亲属关系，如夫妻、姐弟 · how they are related'),
    }),
    responses: { status: 200, schema: done },
    acts: ({ tx, actor, params, body }) => declareKin(tx, actor, { ...params, ...body }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/amendments',
    tag,
    summary: '提出修订进行中的方案；审批人批准后生效',
    access: access['POST /campaigns/:campaign/amendments'],
    params: inCampaign,
    body: z.strictObject({
      source: z.string().describe('修订后的方案全文（YAML）'),
      reason,
      anew: z.array(id).max(200).default([]).describe('须按新方案重新进入的进行中的环节（visit 编号）'),
    }),
    largest: 2 * LARGEST_PLAN,
    responses: { status: 201, schema: made },
    acts: ({ tx, actor, params, body }) =>
      proposeAmendment(tx, actor, { ...params, ...body, plan: mustBePlan(body.source).plan }),
  }),
  route({
    method: 'get',
    path: '/campaigns/:campaign/amendments',
    tag,
    summary: '提出过的方案修订',
    access: access['GET /campaigns/:campaign/amendments'],
    params: inCampaign,
    responses: {
      status: 200,
      schema: z.object({
        items: z.array(
          z.object({
            id,
            source: z.string(),
            reason: z.string(),
            anew: z.array(id),
            proposedBy: named,
            proposedAt: instant,
            approvedBy: named.nullable(),
            approvedAt: instant.nullable(),
          }),
        ),
      }),
    },
    reads: async ({ db, actor, params }) => ({ items: await amendmentsOf(db, actor, params.campaign) }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/amendments/:amendment/approval',
    tag,
    summary: '批准一项修订，须与提出人不是同一人',
    access: access['POST /campaigns/:campaign/amendments/:amendment/approval'],
    params: inCampaign.extend({ amendment: id }),
    body: z.strictObject({}),
    responses: { status: 200, schema: z.object({ version: z.int() }) },
    acts: ({ tx, actor, params }) =>
      approveAmendment(tx, actor, { ...params, read: (source) => mustBePlan(source).plan }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/windows/:window/extension',
    tag,
    summary: '延长一个期限',
    access: access['POST /campaigns/:campaign/windows/:window/extension'],
    params: inWindow,
    body: reasoned.extend({
      period: periodSchema.describe('自原期限届满起再加多久，如 {"n": 2, "unit": "workingDay"}'),
    }),
    responses: { status: 200, schema: z.object({ due: instant }) },
    acts: ({ tx, actor, params, body }) => extend(tx, actor, { ...params, ...body }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/windows/:window/closing',
    tag,
    summary: '结束投票或评分，不再等待',
    access: access['POST /campaigns/:campaign/windows/:window/closing'],
    params: inWindow,
    body: reasoned,
    responses: { status: 200, schema: done },
    acts: ({ tx, actor, params, body }) => closeByAct(tx, actor, { ...params, ...body }),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/windows/:window/schedule',
    tag,
    summary: '确定或改动一个计划事项的办理时间（外部公布以后）',
    access: access['POST /campaigns/:campaign/windows/:window/schedule'],
    params: inWindow,
    body: reasoned.extend({ from: dateSchema.describe('自哪天'), to: dateSchema.describe('至哪天') }),
    responses: { status: 200, schema: z.object({ from: z.string(), to: z.string() }) },
    acts: ({ tx, actor, params, body }) => schedule(tx, actor, { ...params, ...body }),
  }),
  route({
    method: 'get',
    path: '/campaigns/:campaign/windows/:window/answers',
    tag,
    summary: '已截止事项的各份答复，含被更正的',
    access: access['GET /campaigns/:campaign/windows/:window/answers'],
    params: inWindow,
    responses: {
      status: 200,
      schema: z.object({
        kind: z.string(),
        title: z.string(),
        answers: z.array(
          z.object({
            id,
            by: named.nullable(),
            subject: named.nullable(),
            content: z.unknown(),
            at: instant,
            replaces: id.nullable(),
            replaced: z.boolean(),
          }),
        ),
      }),
    },
    reads: ({ db, actor, params }) => answersIn(db, actor, params.campaign, params.window),
  }),
];
