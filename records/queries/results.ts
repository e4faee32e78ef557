import { sql } from 'kysely';
import type { Plan } from '../../domain/plan';
import type { Records } from '../database';
import { Refusal } from '../refusal';
import { anchorBefore } from './notices';
import { namesOf, type Named } from './names';
import { pageOf, type Page, type Stretch } from './page';

/** The results that plans have published (`publish:`): visits that were left, of stages that say so. */
const results = (db: Records) =>
  db
    .selectFrom('visit as v')
    .innerJoin('campaign as c', 'c.id', 'v.campaign_id')
    .innerJoin('department as d', 'd.id', 'c.department_id')
    .innerJoin('campaign_plan as p', (join) =>
      join.onRef('p.campaign_id', '=', 'c.id').onRef('p.version', '=', 'v.plan_version'),
    )
    .select(['v.id', 'c.title as campaign', 'd.name as department'])
    .select(sql<string>`v.left_at`.as('publishedAt'))
    .select(sql<Plan['stages'][number]>`s.stage`.as('stage'))
    .innerJoinLateral(
      sql<{
        stage: unknown;
      }>`(select e as stage from jsonb_array_elements(p.plan->'stages') e where e->>'id' = v.stage)`.as('s'),
      (join) => join.onTrue(),
    )
    .where('v.status', '=', 'left')
    .where(sql<boolean>`s.stage ? 'publish'`);

/** Published results, the latest first, of every department: they are addressed to everybody. */
export async function publishedResults(
  db: Records,
  { limit, after }: Stretch<readonly [publishedAt: string, id: string]>,
): Promise<
  Page<
    { id: string; title: string; campaign: string; department: string; publishedAt: string },
    readonly [string, string]
  >
> {
  const rows = await results(db)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([eb('v.left_at', '<', after![0]), eb.and([eb('v.left_at', '=', after![0]), eb('v.id', '>', after![1])])]),
      ),
    )
    .orderBy('v.left_at', 'desc')
    .orderBy('v.id')
    .limit(limit + 1)
    .execute();
  const page = pageOf(rows, limit, ({ publishedAt, id }) => [publishedAt, id] as const);
  return { ...page, items: page.items.map(({ stage, ...row }) => ({ ...row, title: stage.title })) };
}

interface Found {
  readonly scores?: Readonly<Record<string, { readonly published: string }>>;
  readonly posts?: Readonly<
    Record<
      string,
      {
        readonly ranking?: readonly { readonly person: string; readonly score: string }[];
        readonly cutoff?: string | null;
      }
    >
  >;
}

/** One published result: what the plan says of names, scores and the lowest score, post by post, and nothing else of anybody. */
export async function resultOf(db: Records, id: string) {
  const row = await results(db)
    .leftJoin('finding as f', (join) => join.onRef('f.visit_id', '=', 'v.id').on('f.replaced', '=', false))
    .select(['p.plan', 'c.id as campaign_id', 'f.content'])
    .where('v.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('notFound', { zh: '没有公布这项结果', en: 'No such result has been published' });
  const { stage, plan, campaign_id, content, ...shown } = row;
  const says = (what: 'names' | 'scores' | 'cutoff') => stage.publish === 'result' || stage.publish!.includes(what);
  const lots = await db
    .selectFrom('lot')
    .select(['post', 'outcome', 'people'])
    .where('from_visit', '=', id)
    .where('superseded', '=', false)
    .orderBy('post')
    .orderBy('ordinal')
    .execute();
  // What was reported about the post itself, or once about all; of people only names and scores are ever published.
  const textOf = (post: string): Readonly<Record<string, string>> | null => {
    const reports = (content ?? {}) as Record<string, { readonly sections?: Readonly<Record<string, string>> }>;
    const told = stage.publish !== 'result' && stage.publish!.includes('text');
    return told ? (reports[post]?.sections ?? reports['']?.sections ?? null) : null;
  };
  const nameOf = await namesOf(
    db,
    lots.flatMap(({ people }) => people),
  );
  const { scores = {}, posts = {} } = (content ?? {}) as Found;
  const scoreIn = (post: string, person: string): string | null =>
    scores[person]?.published ?? posts[post]?.ranking?.find((each) => each.person === person)?.score ?? null;
  const named = (post: string, people: readonly string[]): (Named & { score: string | null })[] =>
    says('names')
      ? people.map((person) => ({ ...nameOf(person), score: says('scores') ? scoreIn(post, person) : null }))
      : [];
  return {
    ...shown,
    title: stage.title,
    posts: [...new Set(lots.map(({ post }) => post))].map((post) => ({
      id: post,
      title: plan.posts.find((each) => each.id === post)?.title ?? post,
      // A unit or an item is scored itself.
      score: says('scores') ? (scores[post]?.published ?? null) : null,
      cutoff: says('cutoff') ? (posts[post]?.cutoff ?? null) : null,
      text: textOf(post),
      outcomes: lots
        .filter((lot) => lot.post === post)
        .map(({ outcome, people }) => ({ outcome: outcome!, people: named(post, people) })),
    })),
    anchor: (await anchorBefore(db, campaign_id, row.publishedAt)) ?? null,
  };
}
