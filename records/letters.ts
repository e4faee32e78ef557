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
  | 'checked'
  | 'assigned'
  | 'excluded'
  | 'scoreCheckAnswer'
  | 'shortlisted'
  | 'grade'
  | 'corrected'
  | 'ballot'
  | 'appraisal'
  | 'decision'
  | 'objectionAnswer'
  | 'appointed'
  | 'probation'
  | 'elected'
  | 'yearlyReview'
  | 'differs'
  | 'standIn'
  | 'anchor'
  | 'ended'
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
export async function queueLetters(tx: Tx, ...letters: readonly Letters[]): Promise<void> {
  const each = letters.flatMap(({ to, letter, terms = {}, ...rest }) =>
    to.map((person) => ({ ...rest, person, terms: { letter, ...terms } })),
  );
  if (each.length === 0) return;
  await sql`
    insert into letter (visit_id, purpose, person_id, campaign_id, terms, queued_at)
    select visit, purpose, person, campaign, terms, ${atClock}
    from jsonb_to_recordset(${json(each)}::jsonb) as l(visit text, purpose text, person text, campaign text, terms jsonb)
    on conflict do nothing`.execute(tx);
}
