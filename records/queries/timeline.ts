import { reachable } from '../../domain/plan';
import type { Actor } from '../actor';
import type { Records } from '../database';
import { planOf } from '../position';
import type { Tx } from '../database';
import { withoutSmallTally } from './board';
import { namesOf } from './names';
import { postsOf } from './seats';
import { campaignInSight } from './sight';

/** A campaign as its people see it: what has happened, what is under way and until when, what is still to come, how each seat stands. */
export async function timelineOf(db: Records, actor: Actor, id: string) {
  const campaign = await campaignInSight(db, actor, id);
  const plan = await planOf(db as unknown as Tx, id, campaign.plan_version);
  const [visits, windows, lots, entered, findings, members] = await Promise.all([
    db.selectFrom('visit').selectAll().where('campaign_id', '=', id).orderBy('ordinal').execute(),
    windowsOf(db, id),
    db.selectFrom('lot').selectAll().where('campaign_id', '=', id).orderBy('post').orderBy('id').execute(),
    db
      .selectFrom('visit_lot')
      .innerJoin('visit', 'visit.id', 'visit_lot.visit_id')
      .select(['visit_id', 'lot_id'])
      .where('visit.campaign_id', '=', id)
      .execute(),
    campaign.whole ? findingsOf(db, id) : [],
    db
      .selectFrom('panel_member')
      .select(['panel', 'person_id'])
      .where('campaign_id', '=', id)
      .orderBy('person_id')
      .execute(),
  ]);
  const nameOf = await namesOf(db, [
    ...lots.flatMap(({ people }) => people),
    ...members.map(({ person_id }) => person_id),
  ]);
  const reached = new Set(visits.map(({ stage }) => stage));
  const standing = lots.filter(({ superseded, stage }) => !superseded && stage !== null).map(({ stage }) => stage!);
  const ahead = new Set(standing.flatMap((stage) => [stage, ...reachable(plan, stage)]));
  return {
    id,
    title: campaign.title,
    status: campaign.status,
    plan: { id: campaign.plan_id, version: campaign.plan_version },
    startedAt: campaign.started_at,
    suspendedAt: campaign.suspended_at,
    endedAt: campaign.ended_at,
    panels: Object.entries(plan.panels).map(([panel, { title }]) => ({
      id: panel,
      title,
      members: members.filter((each) => each.panel === panel).map(({ person_id }) => nameOf(person_id)),
    })),
    visits: visits.map((visit) => {
      const stage = plan.stages.find((each) => each.id === visit.stage);
      const its = new Set(entered.filter(({ visit_id }) => visit_id === visit.id).map(({ lot_id }) => lot_id));
      const finding = findings.find(({ visit_id }) => visit_id === visit.id);
      return {
        id: visit.id,
        stage: visit.stage,
        type: stage?.stage ?? null,
        title: stage?.title ?? visit.stage,
        status: visit.status,
        enteredAt: visit.entered_at,
        leftAt: visit.left_at,
        planVersion: visit.plan_version,
        lots: lots
          .filter((lot) => its.has(lot.id))
          .map(({ post, vacancies, people }) => ({ post, vacancies, people: people.map(nameOf) })),
        windows: windows.filter(({ visit_id }) => visit_id === visit.id).map(({ visit_id: _, ...window }) => window),
        ...(finding ? { finding: withoutSmallTally(finding.content) } : {}),
      };
    }),
    posts: postsOf(plan, lots, visits, entered).map((post) => ({
      ...post,
      seats: post.seats.map(({ person, ...seat }) => ({ ...seat, person: person === null ? null : nameOf(person) })),
    })),
    planned: plan.stages
      .filter(({ id: stage }) => !reached.has(stage) && ahead.has(stage))
      .map(({ id: stage, stage: type, title }) => ({ stage, type, title })),
  };
}

const windowsOf = (db: Records, campaign: string) =>
  db
    .selectFrom('window as w')
    .select(['w.id', 'w.visit_id', 'w.purpose', 'w.kind', 'w.title', 'w.closes', 'w.calendar', 'w.provisional'])
    .select(['w.opened_at as openedAt', 'w.due_at as dueAt', 'w.closed_at as closedAt', 'w.closed_by as closedBy'])
    .select((eb) => [
      eb
        .selectFrom('holder')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .whereRef('window_id', '=', 'w.id')
        .as('asked'),
      eb
        .selectFrom('holder')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .whereRef('window_id', '=', 'w.id')
        .where('answered', '=', true)
        .as('answered'),
    ])
    .where('w.campaign_id', '=', campaign)
    .orderBy('w.opened_at')
    .orderBy('w.id')
    .$narrowType<{ asked: number; answered: number }>()
    .execute();

const findingsOf = (db: Records, campaign: string) =>
  db
    .selectFrom('finding')
    .innerJoin('visit', 'visit.id', 'finding.visit_id')
    .select(['finding.visit_id', 'finding.content'])
    .where('visit.campaign_id', '=', campaign)
    .where('finding.replaced', '=', false)
    .execute();
