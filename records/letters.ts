import { sql } from 'kysely';
import { atClock, json, type Tx } from './database';

/** The mails the product writes: a closed set, each with a text of its own (activities/mail). */
export type LetterKind =
  | 'task'
  | 'reminder'
  | 'withdrawn'
  | 'applied'
  | 'refused'
  | 'recheckAnswer'
  | 'score'
  | 'shortlisted'
  | 'corrected'
  | 'ballot'
  | 'appraisal'
  | 'decision'
  | 'objectionAnswer'
  | 'appointed'
  | 'probation'
  | 'anchor'
  | 'cancelled';

export interface Letters {
  readonly visit: string;
  readonly campaign: string;
  /** With visit and person the key: the same letter is never queued twice. */
  readonly purpose: string;
  readonly letter: LetterKind;
  readonly to: readonly string[];
  readonly terms?: Readonly<Record<string, unknown>>;
}

/** Queues one letter a person in the caller's transaction; the mailroom sends them. */
export async function queueLetters(
  tx: Tx,
  { visit, campaign, purpose, letter, to, terms = {} }: Letters,
): Promise<void> {
  if (to.length === 0) return;
  await sql`
    insert into letter (visit_id, purpose, person_id, campaign_id, terms, queued_at)
    select ${visit}, ${purpose}, p, ${campaign}, ${json({ letter, ...terms })}::jsonb, ${atClock}
    from unnest(${[...to]}::text[]) p
    on conflict do nothing`.execute(tx);
}
