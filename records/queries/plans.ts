import type { Actor } from '../actor';
import type { Records } from '../database';
import { Refusal } from '../refusal';
import { pageOf, type Page, type Stretch } from './page';

export interface PlanSummary {
  readonly id: string;
  readonly title: string;
  readonly versions: number;
}

/** The plans of the actor's department, by id. */
export async function listPlans(
  db: Records,
  actor: Actor,
  { limit, after }: Stretch<string>,
): Promise<Page<PlanSummary, string>> {
  const rows = await db
    .selectFrom('plan as p')
    .select(['p.id', 'p.title'])
    .select((eb) =>
      eb
        .selectFrom('plan_version as v')
        .select((eb) => eb.fn.max('v.version').as('last'))
        .whereRef('v.department_id', '=', 'p.department_id')
        .whereRef('v.plan_id', '=', 'p.id')
        .as('versions'),
    )
    .where('p.department_id', '=', actor.department)
    .$if(after !== undefined, (query) => query.where('p.id', '>', after!))
    .orderBy('p.id')
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows.map((row) => ({ ...row, versions: row.versions ?? 0 })),
    limit,
    ({ id }) => id,
  );
}

/** Every version of a plan of the department, the latest first. */
export async function planVersions(db: Records, actor: Actor, plan: string) {
  const known = await db
    .selectFrom('plan')
    .select(['id', 'title'])
    .where('department_id', '=', actor.department)
    .where('id', '=', plan)
    .executeTakeFirst();
  if (!known) throw new Refusal('notFound', { zh: '没有这个方案', en: 'There is no such plan' });
  const versions = await db
    .selectFrom('plan_version as v')
    .innerJoin('person', 'person.id', 'v.published_by')
    .select(['v.version', 'v.digest', 'person.name as publishedBy', 'v.published_at as publishedAt'])
    .where('v.department_id', '=', actor.department)
    .where('v.plan_id', '=', plan)
    .orderBy('v.version', 'desc')
    .execute();
  return { ...known, versions };
}

/** One version with its text. */
export async function planVersion(db: Records, actor: Actor, plan: string, version: number) {
  const found = await db
    .selectFrom('plan_version as v')
    .innerJoin('person', 'person.id', 'v.published_by')
    .select([
      'v.plan_id as id',
      'v.version',
      'v.digest',
      'v.source',
      'person.name as publishedBy',
      'v.published_at as publishedAt',
    ])
    .where('v.department_id', '=', actor.department)
    .where('v.plan_id', '=', plan)
    .where('v.version', '=', version)
    .executeTakeFirst();
  if (!found) throw new Refusal('notFound', { zh: '没有这个方案或版本', en: 'There is no such plan or version' });
  return found;
}
