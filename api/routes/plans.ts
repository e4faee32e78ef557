import { z } from 'zod';
import { LARGEST_PLAN, PROBLEM_CODES, readPlan, type Plan, type Problem as PlanProblem } from '../../domain/plan';
import { publishPlan } from '../../records/acts/plan';
import { listPlans, planVersion, planVersions } from '../../records/queries/plans';
import { Refusal } from '../../records/refusal';
import { access } from '../access';
import { placeOf, withCursor } from '../cursor';
import { Problem } from '../problems';
import { route } from '../route';
import { id, instant, pageOf, stretch } from '../schemas';

const tag = '方案';
/** YAML of the largest plan, with every character escaped that JSON may escape. */
const largest = 2 * LARGEST_PLAN;
const body = z.object({ source: z.string().describe('方案全文（YAML），至多 256 KiB') });

const problem = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.enum(PROBLEM_CODES),
  line: z.int(),
  column: z.int(),
  path: z.string(),
  article: z.string().optional(),
  zh: z.string(),
  en: z.string(),
});

/** @throws Problem `tooLarge` · Refusal `planInvalid` with every problem, its line and column */
export function mustBePlan(source: string): { plan: Plan; warnings: readonly PlanProblem[] } {
  if (Buffer.byteLength(source) > LARGEST_PLAN)
    throw new Problem('tooLarge', { zh: '方案不得超过 256 KiB', en: 'A plan has at most 256 KiB' });
  const read = readPlan(source);
  if ('plan' in read) return read;
  const place = ({ line, column }: PlanProblem) => `/source#${line}:${column}`;
  throw new Refusal('planInvalid', {
    errors: read.problems.map((each) => ({
      pointer: place(each),
      zh: `第 ${each.line} 行：${each.zh}`,
      en: `line ${each.line}, column ${each.column}: ${each.en}`,
    })),
  });
}

export const planRoutes = [
  route({
    method: 'post',
    path: '/plans/check',
    tag,
    summary: '检查方案，列出全部问题',
    access: access['POST /plans/check'],
    body,
    largest,
    responses: {
      status: 200,
      schema: z.object({
        ok: z.boolean(),
        plan: z.object({ id, title: z.string() }).nullable(),
        problems: z.array(problem),
      }),
    },
    reads: async ({ body: { source } }) => {
      if (Buffer.byteLength(source) > LARGEST_PLAN)
        throw new Problem('tooLarge', { zh: '方案不得超过 256 KiB', en: 'A plan has at most 256 KiB' });
      const read = readPlan(source);
      return 'plan' in read
        ? { ok: true, plan: { id: read.plan.id, title: read.plan.title }, problems: [...read.warnings] }
        : { ok: false, plan: null, problems: [...read.problems] };
    },
  }),
  route({
    method: 'post',
    path: '/plans',
    tag,
    summary: '发布方案，成为其下一版本',
    access: access['POST /plans'],
    body,
    largest,
    responses: { status: 201, schema: z.object({ id, version: z.int(), warnings: z.array(problem) }) },
    acts: async ({ tx, actor, body: { source } }) => {
      const { plan, warnings } = mustBePlan(source);
      const published = await publishPlan(tx, actor, { source, plan });
      return { id: published.plan, version: published.version, warnings: [...warnings] };
    },
  }),
  route({
    method: 'get',
    path: '/plans',
    tag,
    summary: '本单位的方案',
    access: access['GET /plans'],
    query: stretch,
    responses: { status: 200, schema: pageOf(z.object({ id, title: z.string(), versions: z.int() })) },
    reads: async ({ db, actor, query: { limit, cursor } }) =>
      withCursor(await listPlans(db, actor, { limit, after: placeOf(cursor, { length: 1 })?.[0] })),
  }),
  route({
    method: 'get',
    path: '/plans/:plan',
    tag,
    summary: '一个方案的各个版本',
    access: access['GET /plans/:plan'],
    params: z.object({ plan: id }),
    responses: {
      status: 200,
      schema: z.object({
        id,
        title: z.string(),
        versions: z.array(
          z.object({ version: z.int(), digest: z.string(), publishedBy: z.string(), publishedAt: instant }),
        ),
      }),
    },
    reads: ({ db, actor, params }) => planVersions(db, actor, params.plan),
  }),
  route({
    method: 'get',
    path: '/plans/:plan/versions/:version',
    tag,
    summary: '方案的一个版本，含全文',
    access: access['GET /plans/:plan/versions/:version'],
    params: z.object({ plan: id, version: z.coerce.number().int().min(1).max(1_000_000) }),
    responses: {
      status: 200,
      schema: z.object({
        id,
        version: z.int(),
        digest: z.string(),
        source: z.string(),
        publishedBy: z.string(),
        publishedAt: instant,
      }),
    },
    reads: ({ db, actor, params }) => planVersion(db, actor, params.plan, params.version),
  }),
];
