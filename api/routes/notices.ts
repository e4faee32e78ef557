import { z } from 'zod';
import { object } from '../../records/acts/objection';
import { publishedResults, resultOf } from '../../records/queries/results';
import { noticeOf, objectionsTo, openNotices } from '../../records/queries/notices';
import { access } from '../access';
import { placeOf, withCursor } from '../cursor';
import { route } from '../route';
import { id, instant, made, named, pageOf, stretch } from '../schemas';

const tag = '公示';
const inNotice = z.object({ notice: id });
const inResult = z.object({ result: id });

const notice = z.object({
  id,
  title: z.string(),
  campaign: z.string(),
  department: z.string(),
  openedAt: instant,
  dueAt: instant.nullable(),
  provisional: z.boolean(),
  closedAt: instant.nullable(),
});

const anchor = z.object({ seq: z.int(), head: z.string(), signature: z.string(), signedAt: instant }).nullable();

const result = z.object({
  id,
  title: z.string(),
  campaign: z.string(),
  department: z.string(),
  publishedAt: instant,
});

export const noticeRoutes = [
  route({
    method: 'get',
    path: '/notices',
    tag,
    summary: '正在公示的名单',
    access: access['GET /notices'],
    query: stretch,
    responses: { status: 200, schema: pageOf(notice) },
    reads: async ({ db, query: { limit, cursor } }) =>
      withCursor(
        await openNotices(db, {
          limit,
          after: placeOf(cursor, { length: 2, instants: [0] }) as [string, string] | undefined,
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/notices/:notice',
    tag,
    summary: '一份公示，附全程纪实的锚；期满后不再列名',
    access: access['GET /notices/:notice'],
    params: inNotice,
    responses: {
      status: 200,
      schema: notice.extend({
        posts: z.array(z.object({ id, title: z.string(), people: z.array(named) })),
        anchor,
      }),
    },
    reads: ({ db, params }) => noticeOf(db, params.notice),
  }),
  route({
    method: 'post',
    path: '/notices/:notice/objections',
    tag,
    summary: '对公示人选提出异议，可实名，可匿名',
    access: access['POST /notices/:notice/objections'],
    params: inNotice,
    body: z.strictObject({
      about: id,
      content: z.string().trim().min(1).max(4000),
      name: z.string().max(64).optional(),
      contact: z.string().max(200).optional(),
    }),
    responses: { status: 201, schema: made },
    acts: async ({ tx, params, body: { name, contact, ...body } }) =>
      object(tx, {
        window: await objectionsTo(tx, params.notice),
        ...body,
        ...(name === undefined ? {} : { name }),
        ...(contact === undefined ? {} : { contact }),
      }),
  }),
  route({
    method: 'get',
    path: '/results',
    tag,
    summary: '按方案公布的各环节结果，最新的在前',
    access: access['GET /results'],
    query: stretch,
    responses: { status: 200, schema: pageOf(result) },
    reads: async ({ db, query: { limit, cursor } }) =>
      withCursor(
        await publishedResults(db, {
          limit,
          after: placeOf(cursor, { length: 2, instants: [0] }) as [string, string] | undefined,
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/results/:result',
    tag,
    summary: '一个环节的结果：方案写明公布的名单、成绩和最低入围分数',
    access: access['GET /results/:result'],
    params: inResult,
    responses: {
      status: 200,
      schema: result.extend({
        posts: z.array(
          z.object({
            id,
            title: z.string(),
            score: z.string().nullable().describe('单位、事项本身的得分'),
            cutoff: z.string().nullable().describe('最低入围分数'),
            text: z.record(z.string(), z.string()).nullable().describe('公布的文字，逐项'),
            outcomes: z.array(
              z.object({ outcome: z.string(), people: z.array(named.extend({ score: z.string().nullable() })) }),
            ),
          }),
        ),
        anchor,
      }),
    },
    reads: ({ db, params }) => resultOf(db, params.result),
  }),
];
