import type { Actor } from '../actor';
import type { Records } from '../database';
import { Refusal } from '../refusal';
import { materialFor } from './material';
import { shownTerms, toldAs } from '../sealing';
import { namesOf } from './names';
import { pageOf, type Page, type Stretch } from './page';

const windows = (db: Records) =>
  db
    .selectFrom('window as w')
    .innerJoin('campaign as c', 'c.id', 'w.campaign_id')
    .innerJoin('visit as v', 'v.id', 'w.visit_id')
    .select([
      'w.id',
      'w.kind',
      'w.title',
      'w.purpose',
      'w.closes',
      'w.needs',
      'w.terms',
      'w.provisional',
      'w.visit_id',
      'v.stage',
    ])
    .select([
      'w.opened_at as openedAt',
      'w.due_at as dueAt',
      'w.closed_at as closedAt',
      'w.campaign_id',
      'c.title as campaignTitle',
      'c.status',
    ]);

type WindowRow = Awaited<ReturnType<ReturnType<typeof windows>['executeTakeFirstOrThrow']>>;

/** What the actor is asked and has not answered: open windows held, with those whom they are about. Ordered by due instant. */
export async function tasksOf(
  db: Records,
  actor: Actor,
  { limit, after }: Stretch<readonly [due: string, id: string]>,
): Promise<Page<ReturnType<typeof taskOf>, readonly [string, string]>> {
  const never = '9999-12-31T00:00:00.000Z';
  const rows = await windows(db)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('holder')
          .select('person_id')
          .whereRef('window_id', '=', 'w.id')
          .where('person_id', '=', actor.id)
          .where('answered', '=', false),
      ),
    )
    .where('w.closed_at', 'is', null)
    .$if(after !== undefined, (query) =>
      query.where((eb) => {
        const due = eb.fn.coalesce('w.due_at', eb.val(never));
        return eb.or([eb(due, '>', after![0]), eb.and([eb(due, '=', after![0]), eb('w.id', '>', after![1])])]);
      }),
    )
    .orderBy((eb) => eb.fn.coalesce('w.due_at', eb.val(never)))
    .orderBy('w.id')
    .limit(limit + 1)
    .execute();
  const page = pageOf(rows, limit, ({ dueAt, id }) => [dueAt ?? never, id] as const);
  const held = await heldBy(
    db,
    actor,
    page.items.map(({ id }) => id),
  );
  const nameOf = await namesOf(db, held.map(({ subject }) => subject).filter(Boolean));
  return {
    ...page,
    items: page.items.map((row) =>
      taskOf(
        row,
        held.filter(({ window_id }) => window_id === row.id),
        nameOf,
      ),
    ),
  };
}

/** One task of the actor, answered or not, with what an answer needs to be given: the files, the grounds, the objections. */
export async function taskWithMaterial(db: Records, actor: Actor, id: string) {
  const held = await heldBy(db, actor, [id]);
  const row = held.length > 0 ? await windows(db).where('w.id', '=', id).executeTakeFirst() : undefined;
  if (!row) throw new Refusal('notFound', { zh: '没有这件待办', en: 'There is no such task' });
  const nameOf = await namesOf(db, held.map(({ subject }) => subject).filter(Boolean));
  const material = await materialFor(
    db,
    row,
    held.map(({ subject }) => subject),
  );
  const task = taskOf(row, held, nameOf);
  const papers = new Map(held.map(({ subject }) => [toldAs(row.terms, subject), material.get(subject) ?? []]));
  return {
    ...task,
    closedAt: row.closedAt,
    subjects: task.subjects.map((each) => ({ ...each, material: papers.get(each.subject) ?? [] })),
  };
}

/** In the order in which people enter, where there is one; else by id, so that sealed papers keep no order of people. */
const placeIn = (order: readonly string[] = [], subject: string): number => order.indexOf(subject);
const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Held = Awaited<ReturnType<typeof heldBy>>[number];

const heldBy = async (db: Records, actor: Actor, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : db
        .selectFrom('holder')
        .select(['window_id', 'subject', 'answered', 'delegated_by'])
        .where('person_id', '=', actor.id)
        .where('window_id', 'in', ids)
        .orderBy('subject')
        .execute();

function taskOf(row: WindowRow, held: readonly Held[], nameOf: (id: string) => { name: string }) {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    purpose: row.purpose,
    stage: row.stage,
    visit: row.visit_id,
    campaign: { id: row.campaign_id, title: row.campaignTitle, status: row.status },
    openedAt: row.openedAt,
    dueAt: row.dueAt,
    provisional: row.provisional,
    closes: row.closes,
    terms: shownTerms(row.terms),
    delegatedBy: held.find(({ delegated_by }) => delegated_by)?.delegated_by ?? null,
    subjects: held
      .map(({ subject, answered }) => {
        const shown = toldAs(row.terms, subject);
        return {
          subject: shown,
          name: shown === '' ? null : shown === subject ? nameOf(subject).name : `试卷 ${shown}`,
          answered,
        };
      })
      .sort(
        (a, b) =>
          placeIn(row.terms.order, a.subject) - placeIn(row.terms.order, b.subject) || compareIds(a.subject, b.subject),
      ),
  };
}
