import { sql } from 'kysely';
import type { Records, Tx } from '../database';
import { Refusal } from '../refusal';
import { namesOf } from './names';
import { pageOf, type Page, type Stretch } from './page';

const noNotice = () => new Refusal('notFound', { zh: '没有这份公示', en: 'There is no such notice' });

/** The window that takes objections to a notice; a notice is the visit of its stage. @throws Refusal `notFound` */
export async function objectionsTo(db: Records | Tx, notice: string): Promise<string> {
  const window = await db
    .selectFrom('window')
    .select('id')
    .where('visit_id', '=', notice)
    .where('kind', '=', 'objection')
    .orderBy('opened_at')
    .executeTakeFirst();
  if (!window) throw noNotice();
  return window.id;
}

const notices = (db: Records) =>
  db
    .selectFrom('window as w')
    .innerJoin('visit as v', 'v.id', 'w.visit_id')
    .innerJoin('campaign as c', 'c.id', 'w.campaign_id')
    .innerJoin('department as d', 'd.id', 'c.department_id')
    .select([
      'v.id',
      'w.title',
      'c.title as campaign',
      'd.name as department',
      'w.opened_at as openedAt',
      'w.due_at as dueAt',
    ])
    .select(['w.provisional', 'w.closed_at as closedAt'])
    .where('w.kind', '=', 'objection');

/** The notices that stand now, the latest first, of every department: they are addressed to everybody. */
export async function openNotices(
  db: Records,
  { limit, after }: Stretch<readonly [openedAt: string, id: string]>,
): Promise<
  Page<Awaited<ReturnType<ReturnType<typeof notices>['executeTakeFirstOrThrow']>>, readonly [string, string]>
> {
  const rows = await notices(db)
    .where('w.closed_at', 'is', null)
    .where((eb) => eb.or([eb('w.due_at', 'is', null), eb('w.due_at', '>', sql<string>`campaign_clock()`)]))
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('w.opened_at', '<', after![0]),
          eb.and([eb('w.opened_at', '=', after![0]), eb('v.id', '>', after![1])]),
        ]),
      ),
    )
    .orderBy('w.opened_at', 'desc')
    .orderBy('v.id')
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ openedAt, id }) => [openedAt, id] as const);
}

/** One notice with the people on it and the latest anchor. Once it is closed the names are taken down, the anchor stays. */
export async function noticeOf(db: Records, id: string) {
  const notice = await notices(db)
    .select(['w.terms', 'c.id as campaign_id', 'v.plan_version'])
    .where('v.id', '=', id)
    .executeTakeFirst();
  if (!notice) throw noNotice();
  const { terms, campaign_id, plan_version, ...shown } = notice;
  const { plan } = await db
    .selectFrom('campaign_plan')
    .select('plan')
    .where('campaign_id', '=', campaign_id)
    .where('version', '=', plan_version)
    .executeTakeFirstOrThrow();
  const lots = await db
    .selectFrom('visit_lot')
    .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
    .select(['lot.post', 'lot.people'])
    .where('visit_id', '=', id)
    .orderBy('lot.post')
    .orderBy('lot.id')
    .execute();
  const nameOf = await namesOf(db, terms.subjects ?? []);
  const named = (people: readonly string[]) =>
    notice.closedAt ? [] : people.filter((each) => terms.subjects?.includes(each)).map(nameOf);
  return {
    ...shown,
    posts: lots.map(({ post, people }) => ({
      id: post,
      title: plan.posts.find((each) => each.id === post)?.title ?? post,
      people: named(people),
    })),
    anchor: (await anchorBefore(db, campaign_id, notice.openedAt)) ?? null,
  };
}

/** The latest anchor of a campaign at an instant, to be printed beside what is made public. */
export const anchorBefore = (db: Records, campaign: string, instant: string) =>
  db
    .selectFrom('anchor')
    .select(['seq', 'head', 'signature', 'signed_at as signedAt'])
    .where('campaign_id', '=', campaign)
    .where('signed_at', '<=', instant)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
