import { sql } from 'kysely';
import type { Records } from './database';

/**
 * Gives a rehearsal's own database a clock that its driver sets: it stands still between two steps, so that everything that
 * happens at an instant bears exactly that instant, and it never goes back. A production database has no such table.
 */
export async function installRehearsalClock(db: Records, starts: string): Promise<void> {
  await sql`create table rehearsal_clock (now timestamptz not null)`.execute(db);
  await sql`insert into rehearsal_clock values (${starts}::timestamptz)`.execute(db);
  // In this language its statement is planned once a connection, not at each of its uses.
  await sql`create or replace function campaign_clock() returns timestamptz language plpgsql volatile as 'begin return (select now from rehearsal_clock); end'`.execute(
    db,
  );
}

/**
 * Empties a rehearsal's own database for the next one: a new database takes longer to make than many a rehearsal to walk. Without
 * triggers: neither what refers to a row nor the record's being append-only stands in the way.
 */
export async function emptyRecords(db: Records, starts: string): Promise<void> {
  await sql
    .raw(
      `do $$ declare each text; begin
  set local session_replication_role = replica;
  perform pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle';
  for each in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
    execute format('delete from %I', each);
  end loop;
  insert into rehearsal_clock values ('${new Date(starts).toISOString()}');
end $$`,
    )
    .execute(db);
}

export async function setRehearsalClock(db: Records, now: string): Promise<void> {
  await sql`update rehearsal_clock set now = greatest(now, ${now}::timestamptz)`.execute(db);
}

/** Where a rehearsal stands. */
export interface Standing {
  readonly now: string;
  /** The earliest instant at which something of a running campaign falls due. */
  readonly due: string | null;
  readonly overdue: boolean;
  /** A look has yet to be sent. */
  readonly owing: boolean;
  /** Every campaign that has begun, those that another one has started among them. */
  readonly campaigns: readonly string[];
}

export async function standing(db: Records): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select min(at) as due, campaign_clock() as now, coalesce(min(at) <= campaign_clock(), false) as overdue,
      exists (select from owed_look) as owing, (select coalesce(array_agg(id), '{}') from campaign) as campaigns
    from "window" w
    join campaign c on c.id = w.campaign_id and c.status <> 'suspended'
    cross join lateral (
      select w.due_at as at where w.closes = 'deadline' union all select w.lapses_at union all select unnest(w.remind_at)
    ) instants
    where w.closed_at is null`.execute(db);
  return rows[0]!;
}

/** The earliest instant at which something of a running campaign falls due: a deadline or a reminder. */
export const nextDue = async (db: Records): Promise<string | null> => (await standing(db)).due;
