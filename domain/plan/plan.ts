import { z } from 'zod';
import { recurrenceSchema } from '../calendar/recurrence';
import { conditionSchema } from '../eligibility/condition';
import { STAGE_TYPES, type Stage } from './stages';
import { count, flag, identifier, panel as panelName, refuse, text, weight } from './terms';
import { PROCESSES } from './words';

const own = z
  .record(identifier, identifier, refuse('map'))
  .optional()
  .describe(
    '自己的名单：环节用的词 → panels、electorates 中的名称 · what stages call its own panels and electorates, by word',
  );

const post = z.strictObject({
  id: identifier.describe('职位名称，供引用 · the post, for reference'),
  title: text.describe('职位 · the post as people read it'),
  vacancies: count.max(1000, refuse('count')).describe('职数 · how many vacancies'),
  own,
});

/** What a process other than a selection carries in the place of posts: the units of an inspection, the items of a programme. */
const unit = z.strictObject({
  id: identifier.describe('单位名称，供引用 · the unit, for reference'),
  title: text.describe('单位 · the unit as people read it'),
  own,
});
const item = z.strictObject({
  id: identifier.describe('事项名称，供引用 · the item, for reference'),
  title: text.describe('事项 · the item as people read it'),
  block: text.optional().describe('所属部分 · the part of the document that it stands in'),
  by: panelName.describe('责任部门，牵头的（panels 中的名称）· its owner, who leads, by its name in panels'),
  with: z.array(panelName, refuse('list')).default([]).describe('协办部门 · who cooperates'),
  when: recurrenceSchema
    .optional()
    .describe('办理时间；有下级事项的不写 · when it comes round; not of an item that others stand under'),
  under: identifier.optional().describe('上级事项：本项由它分解而来 · the item that it is a part of'),
  weight: weight
    .optional()
    .describe(
      '在同级各项中所占的百分比；都不写则相等 · what it counts for among its siblings, in percent; alike without',
    ),
  plan: identifier
    .optional()
    .describe(
      '按另一份已发布的方案启动一项工作来办（方案的 id）· done by starting a campaign of another published plan, by its id',
    ),
  own,
});

/** A post, or a unit or an item in its place; of those the one seat is the work itself (`itself`). */
export type Post = z.output<typeof post> &
  Partial<Omit<z.output<typeof item>, 'id' | 'title' | 'own'>> & { itself?: true };

/** An item that others stand under (目标分解): it has no time of its own and does not move; its score is rolled up. */
export type Group = Pick<z.output<typeof item>, 'id' | 'title' | 'under' | 'weight'>;

const panel = z.strictObject({
  title: text.describe('名称 · what people read'),
  min: count.optional().describe('至少几人 · how many at least'),
  max: count.optional().describe('至多几人 · how many at most'),
  winnersOf: z
    .array(identifier, refuse('list'))
    .min(1, refuse('list'))
    .optional()
    .describe(
      '由在这些环节当选（任职）的人担任，启动时不填 · filled by those elected or appointed in these stages, not at the start',
    ),
  outside: count.optional().describe('至少几人来自单位以外 · how many at least come from outside'),
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
  amendable: flag.default(true).describe('进行中可否修订 · whether it may be amended while it runs'),
  departures: z
    .array(departure, refuse('list'))
    .default([])
    .describe('有意偏离的条款与理由 · articles departed from, with grounds'),
  posts: z.array(post, refuse('list')).min(1, refuse('list')).max(200).describe('职位 · the posts'),
  units: z.array(unit, refuse('list')).min(1, refuse('list')).max(200).describe('单位（检查、责任制等）· the units'),
  items: z.array(item, refuse('list')).min(1, refuse('list')).max(200).describe('事项（年度计划）· the items'),
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

/** The three words for what moves through a plan: a plan has one of them, or people's posts beside units or items. */
export const SUBJECTS = ['posts', 'units', 'items'] as const;
type Subjects = (typeof SUBJECTS)[number];

type Whole = z.output<z.ZodObject<typeof HEAD>>;
/** The head as it is written: with some of the three. */
export type Head = Omit<Whole, Subjects> & { [S in Subjects]?: Whole[S] };

/** The schema of the head of a plan that has these of them. */
export function headWith(subjects: readonly Subjects[]): z.ZodType<Head> {
  const { posts, units, items, ...rest } = HEAD;
  const those = Object.entries({ posts, units, items }).filter(([name]) => subjects.includes(name as Subjects));
  const shape = { ...rest, ...Object.fromEntries(those), stages: z.array(z.unknown()).min(1).max(200) };
  return z.strictObject(shape);
}

/** Units and items move as posts with one seat; items that others stand under do not move. */
export function subjectsOf({ posts = [], units = [], items = [] }: Pick<Head, Subjects>): {
  posts: Post[];
  groups: Group[];
} {
  const divided = new Set(items.map(({ under }) => under));
  const moving = [...units, ...items.filter(({ id }) => !divided.has(id))];
  return {
    posts: [...posts, ...moving.map((each) => ({ ...each, vacancies: 1, itself: true as const }))],
    groups: items.flatMap(({ id, title, under, weight }) => (divided.has(id) ? [{ id, title, under, weight }] : [])),
  };
}

const stage = z.union(Object.values(STAGE_TYPES).flatMap((type) => Object.values(type.schemas) as z.ZodType[]));

const planSchema = z
  .strictObject({
    ...HEAD,
    ...Object.fromEntries(SUBJECTS.map((name) => [name, HEAD[name].optional()])),
    stages: z.array(stage).min(1).max(200).describe('环节，自第一个起 · the stages, from the first'),
  })
  .meta({ title: '选贤实施方案 · Xuanxian plan' });

/**
 * The panel or electorate that a stage's word stands for: of a post (unit, item) with one of its own under that word that one, else the
 * one of that name. Stages that use such a word take each post by itself (`apart`).
 */
export const ownOf = (
  {
    plan: { posts },
    lots,
  }: { readonly plan: Pick<Plan, 'posts'>; readonly lots: readonly { readonly post: string }[] },
  word: string,
): string => posts.find(({ id }) => id === lots[0]?.post)?.own?.[word] ?? word;

/** A checked plan. Read one with `readPlan`; everything that had a default has a value. */
export type Plan = Omit<Whole, Subjects> & { posts: Post[]; groups: Group[]; stages: Stage[] };

/** The JSON Schema of what people write, so that editors complete it. */
export const planJsonSchema = (): object => z.toJSONSchema(planSchema, { io: 'input', target: 'draft-7' });
