import { daysBetween, dateOf } from '../../domain/calendar';
import type { Actor } from '../actor';
import { clock, type Records } from '../database';
import { namesOf } from './names';
import { pageOf, type Page, type Stretch } from './page';

/** Something that was to be answered by now and is not: what, about whom or which, by whom, and for how many days. */
export interface Overdue {
  readonly window: string;
  readonly title: string;
  readonly kind: string;
  readonly stage: string;
  readonly campaign: { readonly id: string; readonly title: string };
  readonly dueAt: string;
  readonly days: number;
  readonly subjects: readonly string[];
  readonly holders: readonly { readonly id: string; readonly name: string }[];
}

/** The overdue list (逾期清单) of the actor's department, the longest overdue first. */
export async function overdueOf(
  db: Records,
  actor: Actor,
  { limit, after }: Stretch<readonly [due: string, id: string]>,
): Promise<Page<Overdue, readonly [string, string]>> {
  const now = await clock(db);
  const rows = await db
    .selectFrom('window as w')
    .innerJoin('campaign as c', 'c.id', 'w.campaign_id')
    .innerJoin('visit as v', 'v.id', 'w.visit_id')
    .select(['w.id', 'w.title', 'w.kind', 'v.stage', 'w.campaign_id', 'c.title as campaignTitle', 'w.due_at as dueAt'])
    .where('c.department_id', '=', actor.department)
    .where('c.status', '=', 'running')
    .where('w.closed_at', 'is', null)
    // What closes at its deadline is over then; what waits for answers, or for the end of a campaign, is late.
    .where('w.closes', '<>', 'deadline')
    .where('w.due_at', '<=', now)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([eb('w.due_at', '>', after![0]), eb.and([eb('w.due_at', '=', after![0]), eb('w.id', '>', after![1])])]),
      ),
    )
    .orderBy('w.due_at')
    .orderBy('w.id')
    .limit(limit + 1)
    .$narrowType<{ dueAt: string }>()
    .execute();
  const page = pageOf(rows, limit, ({ dueAt, id }) => [dueAt, id] as const);
  const ids = page.items.map(({ id }) => id);
  const holders =
    ids.length === 0
      ? []
      : await db
          .selectFrom('holder')
          .select(['window_id', 'person_id', 'subject'])
          .where('window_id', 'in', ids)
          .where('answered', '=', false)
          .orderBy('person_id')
          .execute();
  const nameOf = await namesOf(
    db,
    holders.flatMap(({ person_id, subject }) => [person_id, subject]),
  );
  return {
    ...page,
    items: page.items.map(({ id, campaign_id, campaignTitle, ...row }) => {
      const its = holders.filter(({ window_id }) => window_id === id);
      return {
        window: id,
        ...row,
        campaign: { id: campaign_id, title: campaignTitle },
        days: daysBetween(dateOf(new Date(Date.parse(row.dueAt) - 1).toISOString()), dateOf(now)),
        subjects: [...new Set(its.map(({ subject }) => nameOf(subject).name))].filter(Boolean).sort(),
        holders: [...new Set(its.map(({ person_id }) => person_id))].map(nameOf),
      };
    }),
  };
}
