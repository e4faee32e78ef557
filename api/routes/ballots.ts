import { z } from 'zod';
import { cast, redeem } from '../../records/acts/ballot';
import { boardOf } from '../../records/queries/board';
import { paperFor } from '../../records/queries/paper';
import { access } from '../access';
import { route } from '../route';
import { id, instant } from '../schemas';

const tag = '投票';
const inBallot = z.object({ ballot: id });
const credential = z
  .string()
  .regex(/^[0-9a-f]{32,128}$/)
  .describe('匿名凭证：投票人自己生成的随机数（128 位以上，十六进制小写），请妥善保存');
const admitted = z.strictObject({
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('凭证的 SHA-256；没有收到回应的，用同一摘要再领一次'),
});
const secret = 'a row or a line beside a credential would lead from the voter to the choice';

/** Entitlement first, choice afterwards: after the exchange nothing but the credential speaks. */
export const ballotRoutes = [
  route({
    method: 'post',
    path: '/ballots/:ballot/credentials',
    tag,
    summary: '以本人账号登记匿名凭证',
    access: access['POST /ballots/:ballot/credentials'],
    params: inBallot,
    secret,
    body: admitted,
    responses: { status: 201, schema: admitted },
    acts: ({ tx, actor, params, body }) => redeem(tx, { actor }, { ...params, ...body }),
  }),
  route({
    method: 'post',
    path: '/ballots/:ballot/slips',
    tag,
    summary: '以表决凭条（二维码）登记匿名凭证',
    access: access['POST /ballots/:ballot/slips'],
    params: inBallot,
    secret,
    body: admitted.extend({ token: z.string().min(16).max(200) }),
    responses: { status: 201, schema: admitted },
    acts: ({ tx, params, body }) => redeem(tx, body, { ...params, ...body }),
  }),
  route({
    method: 'post',
    path: '/ballots/:ballot/paper',
    tag,
    summary: '凭匿名凭证看票面',
    access: access['POST /ballots/:ballot/paper'],
    params: inBallot,
    secret,
    body: z.strictObject({ credential }),
    responses: {
      status: 200,
      schema: z.object({
        title: z.string(),
        dueAt: instant.nullable(),
        grades: z.array(z.string()),
        subjects: z.array(z.object({ id, name: z.string() })),
        lines: z
          .array(
            z.object({
              line: z.string(),
              post: z.string(),
              id,
              name: z.string(),
              earlier: z.int().optional().describe('上一轮的得票'),
              marks: z.array(z.string()).optional().describe('这一行自己的答案'),
            }),
          )
          .describe('票上的各行，投票时以 line 为键'),
        voids: z.array(z.string()).describe('哪些情形整张票或该行无效'),
        comments: z.boolean().describe('可另写意见，以 comments 为键'),
        posts: z
          .array(z.object({ post: z.string(), most: z.int(), writeIns: z.int() }))
          .describe('每个职位至多选几人；另选他人的空行以 职位/1、职位/2 为键'),
      }),
    },
    reads: ({ db, params, body }) => paperFor(db, params.ballot, body.credential),
  }),
  route({
    method: 'post',
    path: '/ballots/:ballot/votes',
    tag,
    summary: '投票：只凭匿名凭证',
    access: access['POST /ballots/:ballot/votes'],
    params: inBallot,
    secret,
    body: z.strictObject({
      credential,
      choices: z
        .record(z.string().min(1).max(130), z.string().max(1000))
        .describe('票上的一行 → 所选；comments → 意见'),
    }),
    responses: { status: 201, schema: z.object({ serial: z.string().describe('回执：计票后可在公布的名单中查到') }) },
    acts: ({ tx, params, body }) => cast(tx, params.ballot, body),
  }),
  route({
    method: 'get',
    path: '/ballots/:ballot/board',
    tag,
    summary: '计票之后任何人都可核对：全部回执和票数',
    access: access['GET /ballots/:ballot/board'],
    params: inBallot,
    responses: {
      status: 200,
      schema: z.object({
        title: z.string(),
        closedAt: instant,
        entitled: z.int(),
        cast: z.int(),
        serials: z.array(z.string()),
        digest: z.string(),
        tallies: z.record(z.string(), z.record(z.string(), z.int())).nullable().describe('票数过少时不公布'),
      }),
    },
    reads: ({ db, params }) => boardOf(db, params.ballot),
  }),
];
