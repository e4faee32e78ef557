import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool } from 'pg';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { openTransport, type Waits } from '../../../activities/mail/transport';
import { createMailroom, type MailReport } from '../../../activities/mailroom';
import { startPostgres, type Postgres } from '../../../engine/postgres';
import { json, migrateRecords, openRecords, type Records } from '../../../records/database';
import { queueLetters, type LetterKind } from '../../../records/letters';
import type { Database } from '../../../records/schema';

/** A database with one campaign at its interview, and people to write to. */
export class Office {
  private constructor(
    private readonly postgres: Postgres,
    readonly db: Records,
  ) {}

  static async open(): Promise<Office> {
    const postgres = await startPostgres({ dir: mkdtempSync(join(tmpdir(), 'xuanxian-mail-')), throwaway: true });
    await postgres.ensureDatabase('mail');
    const db = openRecords(postgres.url('mail'));
    await migrateRecords(db);
    await furnish(db);
    return new Office(postgres, db);
  }

  async close(): Promise<void> {
    await this.db.destroy();
    await this.postgres.stop();
  }

  /** A second worker's own connections; they may be cut in the middle of a transaction, which pg also tells by an event. */
  connect(): Records {
    const pool = new Pool({ connectionString: this.postgres.url('mail') });
    pool.on('connect', (client) => client.on('error', () => undefined));
    return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  }

  /** Queues one letter to each of these people (made when new, with an address of their name). */
  async queue(names: readonly string[], kind: LetterKind = 'task', terms: object = {}): Promise<void> {
    const people = names.map((id) => ({ id, name: `考官${id}`, email: `${id}@example.org`, roles: [] }));
    await this.db
      .insertInto('person')
      .values(people)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await this.db.transaction().execute((tx) =>
      queueLetters(tx, {
        visit: 'v',
        campaign: 'c',
        purpose: `${kind}:sheets`,
        letter: kind,
        to: names,
        terms: { window: 'w', ...terms },
      }),
    );
  }

  letters = () => this.db.selectFrom('letter').selectAll().orderBy('ordinal').execute();
  letter = async (person: string) => (await this.letters()).find((each) => each.person_id === person);

  /** Moves the campaigns' clock ahead of the real one, as a rehearsal does. */
  async ahead(interval: string): Promise<void> {
    await sql
      .raw(
        `create or replace function campaign_clock() returns timestamptz language sql volatile as 'select clock_timestamp() + interval ''${interval}'''`,
      )
      .execute(this.db);
  }

  async clear(): Promise<void> {
    await this.db.deleteFrom('letter').execute();
    await this.ahead('0');
  }
}

async function furnish(db: Records): Promise<void> {
  const at = '2026-11-30T01:30:00.000Z';
  const plan = {
    posts: [{ id: 'centre', title: '市动物疫病预防控制中心副主任' }],
    stages: [
      { id: 'written', title: '笔试' },
      { id: 'interview', title: '面试' },
    ],
  };
  await db.insertInto('department').values({ id: 'd', name: '市农业农村委员会' }).execute();
  await db
    .insertInto('person')
    .values({ id: 'lisi', name: '李四', email: 'lisi@example.org', roles: ['organiser'] })
    .execute();
  await db
    .insertInto('campaign')
    .values({
      id: 'c',
      department_id: 'd',
      title: '副职竞争上岗实施方案',
      plan_id: 'p',
      plan_version: 1,
      status: 'running',
      started_by: 'lisi',
      started_at: at,
    })
    .execute();
  await db
    .insertInto('campaign_plan')
    .values({ campaign_id: 'c', version: 1, source: '', plan: json(plan) })
    .execute();
  await db
    .insertInto('visit')
    .values({ id: 'v', campaign_id: 'c', stage: 'interview', plan_version: 1, status: 'open', entered_at: at })
    .execute();
  await db
    .insertInto('window')
    .values({
      id: 'w',
      campaign_id: 'c',
      visit_id: 'v',
      purpose: 'sheets',
      kind: 'sheet',
      title: '面试评分',
      terms: json({}),
      closes: 'complete',
      needs: 'all',
      opened_at: at,
      counted_from: at,
      period: json(null),
      due_at: '2026-12-04T16:00:00.000Z',
    })
    .execute();
}

/** A real mail server that does as it is told. */
export interface MailServer {
  readonly port: number;
  readonly url: string;
  /** What it has taken, in order. */
  readonly taken: { readonly to: string; readonly raw: Buffer }[];
  stop(): Promise<void>;
}

export type Answer = Error | null | 'silence' | 'hangUp';
export const answer = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

/** `onText` is asked when a text has arrived whole; what it is answered is what the sender is told. */
export async function mailServer({
  port = 0,
  onRecipient = () => null,
  onText = () => null,
  ...more
}: Omit<SMTPServerOptions, 'onRcptTo' | 'onData'> & {
  port?: number;
  onRecipient?: (address: string) => Answer;
  onText?: (address: string) => Answer | Promise<Answer>;
} = {}): Promise<MailServer> {
  const taken: MailServer['taken'] = [];
  const sockets = new Set<{ destroy(): void }>();
  const reply = (said: Answer, callback: (error?: Error | null) => void) => {
    if (said === 'hangUp') for (const socket of sockets) socket.destroy();
    else if (said !== 'silence') callback(said);
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    ...more,
    onRcptTo: ({ address }, _session, callback) => reply(onRecipient(address), callback),
    onData: (stream, { envelope }, callback) => {
      const to = envelope.rcptTo.map(({ address }) => address).join();
      void (async () => {
        const raw = await buffer(stream);
        const said = await onText(to);
        if (said === null || said === 'hangUp') taken.push({ to, raw });
        reply(said, callback);
      })().catch(() => undefined); // the sender hung up
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const at = (server.server.address() as AddressInfo).port;
  return {
    port: at,
    url: `smtp://127.0.0.1:${at}`,
    taken,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A worker's mailroom, and one round of it. */
export function drainer(
  db: Records,
  smtpUrl: string,
  waits: Waits = { connectMs: 20_000, answerMs: 20_000 },
): { round(): Promise<MailReport>; stop(): void } {
  const transport = openTransport(smtpUrl, waits);
  const { sendMail } = createMailroom({
    db,
    transport,
    from: '选贤 <xuanxian@example.org>',
    publicUrl: 'https://xuanxian.example.org',
  });
  return {
    round: () =>
      new MockActivityEnvironment(undefined, { logger: new DefaultLogger('ERROR', () => undefined) }).run(sendMail),
    stop: () => transport.close(),
  };
}
