import { canReach, type Plan } from '../domain/plan';
import { peopleIn } from '../domain/walk';
import type { Tx } from './database';
import { waitingLots } from './position';
import { givenBy } from './reading';

/** Everybody who stands for these posts, in whatever track. */
export async function peopleOf(tx: Tx, campaign: string, posts: readonly string[]): Promise<string[]> {
  const lots = await tx
    .selectFrom('lot')
    .select('people')
    .where('campaign_id', '=', campaign)
    .where('superseded', '=', false)
    .where('post', 'in', posts)
    .execute();
  return peopleIn(lots).sort();
}

interface Track {
  /** None of a lot that waits to enter. */
  readonly visit: string | null;
  readonly stage: string;
  readonly post: string;
}

/** Where every post of a campaign stands: the stages under way, and those before which lots wait. */
export async function tracksOf(tx: Tx, campaign: string): Promise<Track[]> {
  const under = await tx
    .selectFrom('visit')
    .innerJoin('visit_lot', 'visit_lot.visit_id', 'visit.id')
    .innerJoin('lot', 'lot.id', 'visit_lot.lot_id')
    .select(['visit.id as visit', 'visit.stage', 'lot.post'])
    .where('visit.campaign_id', '=', campaign)
    .where('visit.status', 'in', ['open', 'stale'])
    .execute();
  const waiting = await waitingLots(tx, campaign).execute();
  return [...under, ...waiting.map(({ stage, post }) => ({ visit: null, stage, post }))];
}

/** Whether the other tracks of a visit's posts have passed these stages: none is at one of them, or can still come to one. */
export function havePassed(plan: Plan, tracks: readonly Track[], visit: string, until: readonly string[]): boolean {
  const posts = tracks.filter((track) => track.visit === visit).map(({ post }) => post);
  return !tracks.some(
    ({ visit: other, stage, post }) =>
      other !== visit && posts.includes(post) && until.some((each) => each === stage || canReach(plan, stage, each)),
  );
}

/** Whom or what somebody had reported at a stage of intake by the visit's instant; a report stays one whatever is walked anew. */
export async function reportedTo(
  tx: Tx,
  { campaign, asOf }: { readonly campaign: string; readonly asOf: string },
  stage: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('answer')
    .innerJoin('window', 'window.id', 'answer.window_id')
    .innerJoin('visit', 'visit.id', 'window.visit_id')
    .select('answer.subject')
    .distinct()
    .where('visit.campaign_id', '=', campaign)
    .where('visit.stage', '=', stage)
    .where('window.kind', '=', 'objection')
    .where('answer.replaced', '=', false)
    .where(givenBy(asOf))
    .orderBy('answer.subject')
    .execute();
  return rows.map(({ subject }) => subject);
}
