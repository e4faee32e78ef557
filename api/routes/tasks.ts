import { z } from 'zod';
import { answer } from '../../records/acts/answer';
import { delegate } from '../../records/acts/delegation';
import { tasksOf, taskWithMaterial } from '../../records/queries/tasks';
import { access } from '../access';
import { placeOf, withCursor } from '../cursor';
import { pointingBelow } from '../pointing';
import { route } from '../route';
import { done, id, inTask, instant, made, pageOf, reason, stretch } from '../schemas';
import { campaignStatus } from './timeline';

const tag = '待办';

const subject = z.object({ subject: z.string(), name: z.string().nullable(), answered: z.boolean() });
const paper = z.object({ kind: z.string(), content: z.unknown(), at: instant });
const task = z.object({
  id,
  kind: z.string().describe('答复的种类'),
  title: z.string(),
  purpose: z.string(),
  stage: z.string(),
  visit: id,
  campaign: z.object({ id, title: z.string(), status: campaignStatus }),
  openedAt: instant,
  dueAt: instant.nullable(),
  provisional: z.boolean(),
  closes: z.enum(['deadline', 'complete', 'act']),
  terms: z.record(z.string(), z.unknown()).describe('答复须遵守的限制，如满分'),
  delegatedBy: z.string().nullable(),
  subjects: z.array(subject).describe('对谁办理；subject 为空文字时是对整件事'),
});

export const taskRoutes = [
  route({
    method: 'get',
    path: '/tasks',
    tag,
    summary: '我的待办',
    access: access['GET /tasks'],
    query: stretch,
    responses: { status: 200, schema: pageOf(task) },
    reads: async ({ db, actor, query: { limit, cursor } }) =>
      withCursor(
        await tasksOf(db, actor, {
          limit,
          after: placeOf(cursor, { length: 2, instants: [0] }) as [string, string] | undefined,
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/tasks/:task',
    tag,
    summary: '一件待办和办理所需的材料',
    access: access['GET /tasks/:task'],
    params: inTask,
    responses: {
      status: 200,
      schema: task.extend({
        closedAt: instant.nullable(),
        subjects: z.array(subject.extend({ material: z.array(paper) })),
      }),
    },
    reads: ({ db, actor, params }) => taskWithMaterial(db, actor, params.task),
  }),
  route({
    method: 'post',
    path: '/tasks/:task/answers',
    tag,
    summary: '办理：审批、审查、意见、决议……',
    access: access['POST /tasks/:task/answers'],
    params: inTask,
    body: z.strictObject({
      subject: z.string().max(64).default(''),
      content: z.record(z.string(), z.unknown()).describe('按待办的 kind 填写'),
    }),
    responses: { status: 201, schema: made },
    acts: async ({ tx, actor, params, body }) => ({
      id: (await pointingBelow('/content', () => answer(tx, actor, { window: params.task, ...body }))).id,
    }),
  }),
  route({
    method: 'post',
    path: '/tasks/:task/delegation',
    tag,
    summary: '委托本单位同事办理',
    access: access['POST /tasks/:task/delegation'],
    params: inTask,
    body: z.strictObject({ to: id, reason }),
    responses: { status: 200, schema: done },
    acts: ({ tx, actor, params, body }) => delegate(tx, actor, { window: params.task, ...body }),
  }),
];
