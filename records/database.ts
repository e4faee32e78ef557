import { Kysely, Migrator, PostgresDialect, sql, type Transaction } from 'kysely';
import { Pool, types } from 'pg';
import { PreparingClient } from './preparing';
import { first } from './migrations/first';
import type { Database } from './schema';

export type Records = Kysely<Database>;
/** Inside one transaction: what is done with it is done whole or not at all. */
export type Tx = Transaction<Database>;

types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());
types.setTypeParser(types.builtins.INT8, Number);
// pg's own table of type numbers leaves the array types out.
const [textArray, timestamptzArray] = [1009, 1185] as unknown as [
  typeof types.builtins.TEXT,
  typeof types.builtins.TEXT,
];
const parseTexts = types.getTypeParser(textArray) as (text: string) => string[];
types.setTypeParser(timestamptzArray, (text) => parseTexts(text).map((each) => new Date(each).toISOString()));

/** Our statements find a few rows by their keys, so that one plan is good for all values: a kept statement is planned once. */
const sessionSettings = '-c timezone=UTC -c plan_cache_mode=force_generic_plan -c jit=off';

/** Opens PostgreSQL 15 or newer. A connection that breaks while idle is replaced at its next use, not an uncaught error. */
export function openRecords(url: string, { connections = 10 }: { connections?: number } = {}): Records {
  const pool = new Pool({
    Client: PreparingClient,
    connectionString: url,
    max: connections,
    options: sessionSettings,
    // An idle connection keeps nobody's process alive.
    allowExitOnIdle: true,
  });
  pool.on('error', () => undefined);
  // One that breaks in the middle of a transaction fails that transaction, not the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/** Brings the schema to this code's version; several processes may call it at once. */
export async function migrateRecords(db: Records): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ '001-first': first }) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error('migration failed', { cause: error });
}

/** The instant it is now for campaigns: read after the lock whose wait it must include. */
export async function clock(db: Records | Tx): Promise<string> {
  const { rows } = await sql<{ now: string }>`select campaign_clock() as now`.execute(db);
  return rows[0]!.now;
}

/** The same instant, for writing: the database reads its clock where it writes. */
export const atClock = sql<string>`campaign_clock()`;

/** A JSON column's value, for inserting. */
export const json = (value: unknown): string => JSON.stringify(value);
