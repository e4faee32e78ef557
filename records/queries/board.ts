import type { Records } from '../database';
import { Refusal } from '../refusal';

/** Of fewer ballots than this the tally would tell too much of each voter. */
const fewest = 5;

interface Tallied {
  readonly cast?: number;
  readonly tallies?: unknown;
}

/** What a stage found, without a tally that would tell too much of each voter. */
export function withoutSmallTally(finding: unknown): unknown {
  const { cast, tallies } = finding as Tallied;
  return tallies !== undefined && cast !== undefined && cast < fewest
    ? { ...(finding as Tallied), tallies: null }
    : finding;
}

/** What anybody may check after a ballot: every serial, how many could vote and did, and the tally. Before its stage is over: nothing. */
export async function boardOf(db: Records, ballot: string) {
  const closed = await db
    .selectFrom('window as w')
    .innerJoin('finding as f', (join) => join.onRef('f.visit_id', '=', 'w.visit_id').on('f.replaced', '=', false))
    .select(['w.title', 'w.closed_at as closedAt', 'f.content'])
    .where('w.id', '=', ballot)
    .where('w.kind', '=', 'ballot')
    .where('w.closed_at', 'is not', null)
    .executeTakeFirst();
  if (!closed) throw new Refusal('notFound', { zh: '没有已公布的投票结果', en: 'No result has been published' });
  const { entitled, cast, tallies, serials } = closed.content as {
    entitled: number;
    cast: number;
    tallies: Record<string, Record<string, number>>;
    serials: string;
  };
  const rows = await db
    .selectFrom('ballot')
    .select('serial')
    .where('window_id', '=', ballot)
    .orderBy('serial')
    .execute();
  return {
    title: closed.title,
    closedAt: closed.closedAt!,
    entitled,
    cast,
    serials: rows.map(({ serial }) => serial),
    digest: serials,
    tallies: cast < fewest ? null : tallies,
  };
}
