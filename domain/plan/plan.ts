import { z } from 'zod';
import { conditionSchema } from '../eligibility/condition';
import { STAGE_TYPES, type Stage } from './stages';
import { count, identifier, refuse, text } from './terms';
import { PROCESSES } from './words';

const post = z.strictObject({
  id: identifier.describe('职位名称，供引用 · the post, for reference'),
  title: text.describe('职位 · the post as people read it'),
  vacancies: count.max(1000, refuse('count')).describe('职数 · how many vacancies'),
});
export type Post = z.output<typeof post>;

const panel = z.strictObject({
  title: text.describe('名称 · what people read'),
  min: count.optional().describe('至少几人 · how many at least'),
  max: count.optional().describe('至多几人 · how many at most'),
});
export type Panel = z.output<typeof panel>;

const electorate = z.strictObject({
  title: text.describe('名称 · what people read'),
  classes: z
    .record(identifier, text, refuse('classes'))
    .refine((classes) => Object.keys(classes).length > 0, refuse('classes'))
    .describe('各类参加人员 · the classes of people'),
});

const departure = z.strictObject({
  article: text.describe('偏离的条款，如“第四十二条” · the article departed from, as problems cite it'),
  ground: text.describe('理由 · the ground'),
});
export type Departure = z.output<typeof departure>;

/** Everything of a plan but its stages, which are read one by one so that a fault in one hides nothing in another. */
export const HEAD = {
  id: identifier.describe('方案名称（英文） · the name of the plan'),
  title: text.describe('方案标题 · the title of the plan'),
  process: z.enum(PROCESSES).default('campaign').describe('哪种工作 · what kind of process'),
  basis: z
    .array(z.string(refuse('text')), refuse('list'))
    .default([])
    .describe('依据的法规，按其条款检查 · the regulations that the plan is checked against'),
  departures: z
    .array(departure, refuse('list'))
    .default([])
    .describe('有意偏离的条款与理由 · articles departed from, with grounds'),
  posts: z.array(post, refuse('list')).min(1, refuse('list')).max(200).describe('职位 · the posts'),
  panels: z
    .record(identifier, panel, refuse('map'))
    .default({})
    .describe('具名办事的人，名单在启动时填入 · people who act by name'),
  electorates: z
    .record(identifier, electorate, refuse('map'))
    .default({})
    .describe('无记名投票的人 · people who vote in secret'),
  conditions: z
    .array(conditionSchema, refuse('list'))
    .default([])
    .describe('任职资格条件 · the conditions of eligibility'),
} as const;

const stage = z.union(Object.values(STAGE_TYPES).flatMap((type) => Object.values(type.schemas) as z.ZodType[]));

const planSchema = z
  .strictObject({
    ...HEAD,
    stages: z.array(stage).min(1).max(200).describe('环节，自第一个起 · the stages, from the first'),
  })
  .meta({ title: '选贤实施方案 · Xuanxian plan' });

/** A checked plan. Read one with `readPlan`; everything that had a default has a value. */
export type Plan = z.output<z.ZodObject<typeof HEAD>> & { stages: Stage[] };

/** The JSON Schema of what people write, so that editors complete it. */
export const planJsonSchema = (): object => z.toJSONSchema(planSchema, { io: 'input', target: 'draft-7' });
