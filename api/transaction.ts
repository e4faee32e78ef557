import { sql } from 'kysely';
import { atClock, json, type Records, type Tx } from '../records/database';
import { digest } from '../records/digest';
import { Problem } from './problems';

/** What makes a repeated request the same: who, the key that the client chose, where, and the whole content. */
export interface Repeatable {
  readonly actor: string;
  readonly key: string;
  readonly route: string;
  readonly body: unknown;
}

/** Whether a key is this request's to use, and what stands under it already. */
interface Claimed {
  readonly mine: boolean;
  readonly body_digest: string | null;
  readonly status: number | null;
  readonly response: unknown;
}

interface Done {
  readonly status: number;
  readonly response: unknown;
}

/** A request waits this long for a lock, and its statements last so long, before it is told to come back. */
const limits = sql`set_config('lock_timeout', '5s', true), set_config('statement_timeout', '10s', true)`;

/** Losing a race against another transaction says nothing about the act: it is done again. */
const races = new Set(['40001', '40P01']);
const tries = 5;

/**
 * Does one act in one transaction: its rows, its record entry, the look it owes and, under an Idempotency-Key, the answer to
 * whoever asks again. A repeated request gets the stored answer and does nothing; a refused one leaves nothing behind.
 *
 * @throws Problem `inFlight` while the first request is under way, `keyReused` when the content differs
 */
export async function committed(
  db: Records,
  repeatable: Repeatable | null,
  act: (tx: Tx) => Promise<Done>,
): Promise<Done> {
  for (let left = tries; ; left--) {
    try {
      return await db.transaction().execute(async (tx) => {
        if (!repeatable) await sql`select ${limits}`.execute(tx);
        return repeatable ? once(tx, repeatable, () => act(tx)) : act(tx);
      });
    } catch (error) {
      if (left <= 1 || !races.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

async function once(tx: Tx, { actor, key, route, body }: Repeatable, act: () => Promise<Done>): Promise<Done> {
  const claim = sql<Claimed>`
    select ${limits}, mine, body_digest, status, response from claim_request(${actor}, ${key})`;
  const { rows } = await claim.execute(tx);
  const { mine, ...known } = rows[0]!;
  if (!mine) throw new Problem('inFlight', { retryAfter: 1 });
  const body_digest = digest([route, body ?? null]);
  if (known.body_digest !== null) {
    if (known.body_digest !== body_digest || known.status === null) throw new Problem('keyReused');
    return { status: known.status, response: known.response };
  }
  const done = await act();
  await tx
    .insertInto('idempotency')
    .values({ actor, key, route, body_digest, status: done.status, response: json(done.response), at: atClock })
    .execute();
  return done;
}
