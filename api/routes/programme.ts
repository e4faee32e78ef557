import { z } from 'zod';
import { dateSchema } from '../../domain/calendar';
import { changePool } from '../../records/acts/pool';
import { overdueOf } from '../../records/queries/overdue';
import { programmeLedger } from '../../records/queries/programme';
import { scanListOf } from '../../records/queries/scans';
import { access } from '../access';
import { placeOf, withCursor } from '../cursor';
import { route } from '../route';
import { done, id, inCampaign, instant, named, pageOf, reason, stretch } from '../schemas';

const tag = '计划与督办';
const day = z.string().describe('日期，如 2026-04-30');

export const programmeRoutes = [
  route({
    method: 'get',
    path: '/overdue',
    tag,
    summary: '本单位各项工作中逾期未办的事项，逾期最久的在前',
    access: access['GET /overdue'],
    query: stretch,
    responses: {
      status: 200,
      schema: pageOf(
        z.object({
          window: id,
          title: z.string(),
          kind: z.string(),
          stage: z.string(),
          campaign: z.object({ id, title: z.string() }),
          dueAt: instant,
          days: z.int().describe('逾期几天'),
          subjects: z.array(z.string()).describe('涉及的人或事项'),
          holders: z.array(named).describe('应由谁办'),
        }),
      ),
    },
    reads: async ({ db, actor, query: { limit, cursor } }) =>
      withCursor(
        await overdueOf(db, actor, {
          limit,
          after: placeOf(cursor, { length: 2, instants: [0] }) as [string, string] | undefined,
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/campaigns/:campaign/management-ledger',
    tag,
    summary: '年度计划的管理台帐，按年、季、月',
    access: access['GET /campaigns/:campaign/management-ledger'],
    params: inCampaign,
    query: z.object({
      year: z.coerce.number().int().min(1900).max(2199).optional().describe('缺省为今年'),
      by: z.enum(['year', 'quarter', 'month']).default('month'),
    }),
    responses: {
      status: 200,
      schema: z.object({
        year: z.int(),
        by: z.enum(['year', 'quarter', 'month']),
        stretches: z.array(
          z.object({
            nth: z.int(),
            done: z.int(),
            of: z.int(),
            items: z.array(
              z.object({
                item: id,
                title: z.string(),
                block: z.string().nullable(),
                owner: z.string(),
                from: day,
                to: day,
                carriedOver: z.boolean().describe('含上一次未办结、结转来的'),
                status: z.enum(['planned', 'underWay', 'overdue', 'done', 'carried']),
                provisional: z.boolean().describe('暂定：时间由外部确定，尚未公布'),
                on: day.nullable(),
              }),
            ),
          }),
        ),
      }),
    },
    reads: ({ db, actor, params, query: { year, by } }) => programmeLedger(db, actor, params.campaign, by, year),
  }),
  route({
    method: 'get',
    path: '/campaigns/:campaign/scans/:stage',
    tag,
    summary: '某一天的核查清单（交流轮岗、任职回避），逐人说明理由；同一天无论何时查都一样',
    access: access['GET /campaigns/:campaign/scans/:stage'],
    params: inCampaign.extend({ stage: id }),
    query: z.object({ on: dateSchema.optional().describe('哪一天；缺省为今天') }),
    responses: {
      status: 200,
      schema: z.object({
        on: day,
        next: day.nullable().describe('清单下一次自行变化的日子'),
        items: z.array(
          z.object({
            person: named,
            status: z.enum(['none', 'due', 'must', 'exempt', 'conflict']),
            reason: z.string(),
          }),
        ),
      }),
    },
    reads: ({ db, actor, params, query }) => scanListOf(db, actor, params, query.on),
  }),
  route({
    method: 'post',
    path: '/campaigns/:campaign/pool',
    tag,
    summary: '名册变动：新到、调动、任免后，档案中的情况自此时起如何',
    access: access['POST /campaigns/:campaign/pool'],
    params: inCampaign,
    body: z.strictObject({
      people: z
        .record(id, z.record(id, z.unknown()))
        .refine((people) => Object.keys(people).length > 0)
        .describe('人员编号 → 档案中的情况'),
      reason,
    }),
    responses: { status: 200, schema: done },
    acts: ({ tx, actor, params, body }) => changePool(tx, actor, { ...params, ...body }),
  }),
];
