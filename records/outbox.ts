import { sql } from 'kysely';
import type { AnswerKind, Terms } from '../domain/answers';
import type { Records, Tx } from './database';
import type { LetterKind } from './letters';

/** A queued letter with everything that its text needs. */
export interface QueuedLetter {
  readonly visit: string;
  readonly purpose: string;
  readonly person: string;
  readonly kind: LetterKind;
  readonly terms: Readonly<Record<string, unknown>>;
  readonly queuedAt: string;
  /** Who gets it; no address when none is known. */
  readonly name: string;
  readonly address: string | null;
  readonly campaign: { readonly id: string; readonly title: string };
  readonly stage: string | null;
  /** The titles of the plan's posts by their ids. */
  readonly posts: Readonly<Record<string, string>>;
  /** The window that the terms name. */
  readonly window: LetterWindow | null;
  /** Whom to ask. */
  readonly organiser: { readonly department: string; readonly name: string; readonly address: string | null };
}

export interface LetterWindow {
  readonly id: string;
  readonly kind: AnswerKind;
  readonly title: string;
  readonly closes: 'deadline' | 'complete' | 'act';
  readonly due: string | null;
  readonly provisional: boolean;
  /** Minutes a person, or for each part. */
  readonly minutes: NonNullable<Terms['minutes']> | null;
}

/**
 * What became of an attempt. `postponed`: the mail server does not want this letter now. `unreachable`: there is no talking to the
 * server, which is no letter's fault.
 */
export type Attempt =
  { readonly fate: 'sent' } | { readonly fate: 'refused' | 'postponed' | 'unreachable'; readonly problem: string };

/**
 * Takes the next letter that may be sent, has it delivered and writes down what became of it; `none` when no letter is due.
 *
 * The row stays locked while the letter is sent, in a transaction of its own. Another worker skips a locked row, so no letter is in
 * two hands; a worker that dies drops its lock with its connection, and the letter is free at once. A lease (taken until some
 * instant) would have to be measured on campaign_clock(), and a rehearsal moves that by months while a mail is on its way. The
 * price is one idle connection a letter in the air, so the mailroom takes as many connections from the pool as it has lanes.
 * A worker killed between the mail server's "taken" and the commit here sends that one letter again, under the same Message-ID.
 */
export async function deliverNext(
  db: Records,
  deliver: (letter: QueuedLetter) => Promise<Attempt>,
): Promise<Attempt['fate'] | 'none'> {
  return db.transaction().execute(async (tx) => {
    const letter = await lockNext(tx);
    if (!letter) return 'none';
    const attempt = await deliver(letter);
    await write(tx, letter, attempt);
    return attempt.fate;
  });
}

/** Milliseconds until the next letter may be sent: 0 or less now, null when none is queued. Those in other hands don't count. */
export async function nextLetterIn(db: Records): Promise<number | null> {
  const { rows } = await sql<{ ms: number }>`
    select ceil(extract(epoch from coalesce(l.not_before, l.queued_at) - campaign_clock()) * 1000)::float8 as ms
    from letter l where l.state = 'queued' order by coalesce(l.not_before, l.queued_at) limit 1
    for update skip locked`.execute(db);
  return rows[0] ? rows[0].ms : null;
}

type Row = Omit<QueuedLetter, 'campaign' | 'posts' | 'window' | 'organiser'> & {
  campaign_id: string;
  campaign_title: string;
  posts: readonly { readonly id: string; readonly title: string }[] | null;
  organiser_department: string;
  organiser_name: string;
  organiser_address: string | null;
  window_id: string | null;
} & { [K in Exclude<keyof LetterWindow, 'id'> as `window_${K}`]: LetterWindow[K] };

async function lockNext(tx: Tx): Promise<QueuedLetter | undefined> {
  // A window or a visit may be missing (a letter about the campaign itself): that letter goes out all the same.
  const { rows } = await sql<Row>`
    with next as (
      select * from letter
      where state = 'queued' and (not_before is null or not_before <= (select campaign_clock()))
      order by ordinal limit 1 for update skip locked)
    select l.visit_id as visit, l.purpose, l.person_id as person, l.terms ->> 'letter' as kind, l.terms, l.queued_at as "queuedAt",
      p.name, p.email as address, c.id as campaign_id, c.title as campaign_title,
      jsonb_path_query_first(cp.plan, '$.stages[*] ? (@.id == $stage).title', jsonb_build_object('stage', v.stage)) #>> '{}' as stage,
      cp.plan -> 'posts' as posts,
      d.name as organiser_department, o.name as organiser_name, o.email as organiser_address,
      w.id as window_id, w.kind as window_kind, w.title as window_title, w.closes as window_closes, w.due_at as window_due,
      w.provisional as window_provisional, w.terms -> 'minutes' as window_minutes
    from next l
    join person p on p.id = l.person_id
    join campaign c on c.id = l.campaign_id
    join department d on d.id = c.department_id
    join person o on o.id = c.started_by
    left join visit v on v.id = l.visit_id
    left join campaign_plan cp on cp.campaign_id = c.id and cp.version = coalesce(v.plan_version, c.plan_version)
    left join "window" w on w.id = l.terms ->> 'window'`.execute(tx);
  return rows[0] && letterOf(rows[0]);
}

const letterOf = ({ posts, ...row }: Row): QueuedLetter => ({
  visit: row.visit,
  purpose: row.purpose,
  person: row.person,
  kind: row.kind,
  terms: row.terms,
  queuedAt: row.queuedAt,
  name: row.name,
  address: row.address,
  stage: row.stage,
  campaign: { id: row.campaign_id, title: row.campaign_title },
  posts: Object.fromEntries((posts ?? []).map(({ id, title }) => [id, title])),
  organiser: { department: row.organiser_department, name: row.organiser_name, address: row.organiser_address },
  window:
    row.window_id === null
      ? null
      : {
          id: row.window_id,
          kind: row.window_kind,
          title: row.window_title,
          closes: row.window_closes,
          due: row.window_due,
          provisional: row.window_provisional,
          minutes: row.window_minutes,
        },
});

/**
 * A voter's token leaves the row with the letter that carried it. A letter that is postponed waits twice as long each time, up to
 * an hour, and is never given up: whoever looks at the outbox sees the tries and the problem. When the server itself was away, the
 * wait stays short.
 */
async function write(tx: Tx, { visit, purpose, person }: QueuedLetter, attempt: Attempt): Promise<void> {
  const change =
    attempt.fate === 'sent'
      ? sql`state = 'sent', sent_at = campaign_clock(), not_before = null, problem = null, terms = terms - 'token'`
      : attempt.fate === 'refused'
        ? sql`state = 'refused', problem = ${attempt.problem}`
        : attempt.fate === 'postponed'
          ? sql`not_before = campaign_clock() + least(interval '1 hour', interval '1 minute' * power(2, least(tries, 10))), problem = ${attempt.problem}`
          : sql`not_before = campaign_clock() + interval '15 seconds', problem = ${attempt.problem}`;
  await sql`
    update letter set ${change}, tries = tries + 1
    where visit_id = ${visit} and purpose = ${purpose} and person_id = ${person}`.execute(tx);
}
