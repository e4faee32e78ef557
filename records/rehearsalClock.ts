import { sql } from 'kysely';
import { clock, type Records } from './database';

/**
 * Gives a rehearsal's own database a clock that its driver sets: it stands still between two steps, so that everything that
 * happens at an instant bears exactly that instant, and it never goes back. A production database has no such table.
 */
export async function installRehearsalClock(db: Records, starts: string): Promise<void> {
  await sql`create table rehearsal_clock (now timestamptz not null)`.execute(db);
  await sql`insert into rehearsal_clock values (${starts}::timestamptz)`.execute(db);
  await sql`create or replace function campaign_clock() returns timestamptz language sql volatile as 'select now from rehearsal_clock'`.execute(
    db,
  );
}

export async function setRehearsalClock(db: Records, now: string): Promise<void> {
  await sql`update rehearsal_clock set now = greatest(now, ${now}::timestamptz)`.execute(db);
}

/** The earliest instant at which something of a running campaign falls due: a deadline or a reminder. */
export async function nextDue(db: Records): Promise<string | null> {
  const { rows } = await sql<{ due: string | null }>`
    select min(at) as due
    from "window" w
    join campaign c on c.id = w.campaign_id and c.status <> 'suspended'
    cross join lateral (
      select w.due_at as at where w.closes = 'deadline' union all select unnest(w.remind_at)
    ) instants
    where w.closed_at is null`.execute(db);
  return rows[0]!.due;
}

/** Whether something has fallen due that nobody has looked at yet. */
export async function isOverdue(db: Records): Promise<boolean> {
  const due = await nextDue(db);
  return due !== null && due <= (await clock(db));
}
