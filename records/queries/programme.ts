import { dateOf, occurrencesIn, yearOf } from '../../domain/calendar';
import type { Actor } from '../actor';
import { clock, type Records, type Tx } from '../database';
import { planOf } from '../position';
import { campaignInSight } from './sight';

/** A line of the management ledger: an item at one of its times, and how it stands. */
export interface LedgerLine {
  readonly item: string;
  readonly title: string;
  readonly block: string | null;
  readonly owner: string;
  readonly from: string;
  readonly to: string;
  readonly carriedOver: boolean;
  readonly status: 'planned' | 'underWay' | 'overdue' | 'done' | 'carried';
  readonly provisional: boolean;
  readonly on: string | null;
}

export const stretches = { year: 12, quarter: 3, month: 1 } as const;
export type StretchOfYear = keyof typeof stretches;

interface Turn {
  readonly item: string;
  readonly planned: { readonly from: string };
  readonly from: string;
  readonly to: string;
  readonly carriedOver: boolean;
  readonly status: 'done' | 'carried';
  readonly on: string;
}

/**
 * The management ledger (管理台帐) of a programme for a year (this one, where none is asked for), broken into the year, its quarters or its months. A line stands where
 * its time ends: what was done or carried over, what is under way or waited for, and what the plan's calendar brings later.
 */
export async function programmeLedger(db: Records, actor: Actor, id: string, by: StretchOfYear, asked?: number) {
  const campaign = await campaignInSight(db, actor, id);
  const plan = await planOf(db as unknown as Tx, id, campaign.plan_version);
  const today = dateOf(await clock(db));
  const year = asked ?? yearOf(today);
  const items = new Map(plan.posts.flatMap((post) => (post.when && post.by ? [[post.id, post] as const] : [])));
  const [found, open] = await Promise.all([turnsOf(db, id), openTurns(db, id)]);
  const begins = yearOf(dateOf(campaign.started_at));

  const lines = [...items.values()].flatMap((item): LedgerLine[] => {
    const owner = plan.panels[item.by!]?.title ?? item.by!;
    const common = { item: item.id, title: item.title, block: item.block ?? null, owner };
    const turns = found.filter((turn) => turn.item === item.id);
    const now = open.filter(({ post }) => post === item.id);
    const known = [...turns.map(({ from }) => from), ...now.map(({ from }) => from)];
    const latest = known.sort().at(-1) ?? '';
    const through = plan.stages.find((stage) => stage.stage === 'item')?.through ?? Infinity;
    const later = year > through ? [] : occurrencesIn(item.when!, year, begins);
    return [
      ...turns.map(({ from, to, carriedOver, status, on }) => ({
        ...common,
        from,
        to,
        carriedOver,
        status,
        on,
        provisional: false,
      })),
      ...now.map(({ from, to, purpose, provisional }) => ({
        ...common,
        from,
        to,
        carriedOver: turns.some(({ status, planned }) => status === 'carried' && planned.from < from),
        status:
          purpose === 'opening' ? ('planned' as const) : to < today ? ('overdue' as const) : ('underWay' as const),
        on: null,
        provisional,
      })),
      ...later
        .filter(({ from }) => from > latest && (now.length > 0 || turns.length > 0))
        .map(({ from, to }) => ({
          ...common,
          from,
          to,
          carriedOver: false,
          status: 'planned' as const,
          on: null,
          provisional: item.when!.announced,
        })),
    ];
  });
  const length = stretches[by];
  return {
    year,
    by,
    stretches: Array.from({ length: 12 / length }, (_, nth) => {
      const its = lines
        .filter(({ to }) => yearOf(to) === year && Math.floor((Number(to.slice(5, 7)) - 1) / length) === nth)
        .sort((a, b) => a.to.localeCompare(b.to) || a.item.localeCompare(b.item));
      return { nth: nth + 1, done: its.filter(({ status }) => status === 'done').length, of: its.length, items: its };
    }),
  };
}

const turnsOf = async (db: Records, campaign: string): Promise<Turn[]> =>
  (
    await db
      .selectFrom('finding')
      .innerJoin('visit', 'visit.id', 'finding.visit_id')
      .select('finding.content')
      .where('visit.campaign_id', '=', campaign)
      .where('visit.status', '<>', 'superseded')
      .where('finding.replaced', '=', false)
      .orderBy('visit.ordinal')
      .execute()
  ).flatMap(({ content }) => (isTurn(content) ? [content] : []));

const isTurn = (content: unknown): content is Turn =>
  typeof content === 'object' && content !== null && 'item' in content && 'planned' in content;

async function openTurns(db: Records, campaign: string) {
  const rows = await db
    .selectFrom('window as w')
    .innerJoin('visit_lot as vl', 'vl.visit_id', 'w.visit_id')
    .innerJoin('lot', 'lot.id', 'vl.lot_id')
    .select(['w.purpose', 'w.terms', 'w.provisional', 'lot.post'])
    .where('w.campaign_id', '=', campaign)
    .where('w.closed_at', 'is', null)
    .orderBy('w.due_at', (order) => order.asc().nullsLast())
    .execute();
  // Of an item that starts a campaign the task to start it, while it is open, has its time; then what waits for the end.
  const turns = rows.flatMap(({ terms, ...row }) => (terms.scheduled ? [{ ...row, ...terms.scheduled }] : []));
  return turns.filter(({ post }, index) => turns.findIndex((other) => other.post === post) === index);
}
