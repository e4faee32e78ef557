import { z } from 'zod';
import { startCampaign } from '../../records/acts/campaign';
import { listCampaigns } from '../../records/queries/campaigns';
import { timelineOf } from '../../records/queries/timeline';
import { access } from '../access';
import { placeOf, withCursor } from '../cursor';
import { route } from '../route';
import { id, inCampaign, instant, made, pageOf, stretch } from '../schemas';
import { mustBePlan } from './plans';
import { campaignStatus, timeline } from './timeline';

const tag = '工作';
const people = z.array(id).max(5000);

export const campaignRoutes = [
  route({
    method: 'post',
    path: '/campaigns',
    tag,
    summary: '按已发布的方案启动一项工作',
    access: access['POST /campaigns'],
    body: z.strictObject({
      plan: id,
      version: z.int().min(1).max(1_000_000),
      title: z.string().trim().min(1).max(200).optional(),
      roster: z.strictObject({
        panels: z.record(id, people).default({}).describe('名单：panels 的名称 → 人员编号'),
        electorates: z
          .record(id, z.record(id, people))
          .default({})
          .describe('投票人：electorates 的名称 → 类别 → 人员编号'),
        outside: z.array(id).default([]).describe('其中来自单位以外的人 · who of them comes from outside the unit'),
        pool: z
          .record(id, z.record(id, z.unknown()))
          .default({})
          .describe('名册（不公开报名时从中产生人选）：人员编号 → 档案中的情况 · the pool, with what the files say'),
      }),
    }),
    largest: 1024 * 1024,
    responses: { status: 201, schema: made },
    acts: ({ tx, actor, body }) => startCampaign(tx, actor, { ...body, read: (source) => mustBePlan(source).plan }),
  }),
  route({
    method: 'get',
    path: '/campaigns',
    tag,
    summary: '本单位的各项工作，新的在前',
    access: access['GET /campaigns'],
    query: stretch.extend({ status: campaignStatus.optional() }),
    responses: {
      status: 200,
      schema: pageOf(
        z.object({ id, title: z.string(), status: campaignStatus, startedAt: instant, endedAt: instant.nullable() }),
      ),
    },
    reads: async ({ db, actor, query: { limit, cursor, status } }) =>
      withCursor(
        await listCampaigns(db, actor, {
          limit,
          status,
          after: placeOf(cursor, { length: 2, instants: [0] }) as [string, string] | undefined,
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/campaigns/:campaign',
    tag,
    summary: '一项工作的进程：已走过的、进行中的、将要走的，各职数的去向',
    access: access['GET /campaigns/:campaign'],
    params: inCampaign,
    responses: { status: 200, schema: timeline },
    reads: ({ db, actor, params }) => timelineOf(db, actor, params.campaign),
  }),
];
