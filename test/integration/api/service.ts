import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startApi, type Running } from '../../../api/server';
import type { Settings } from '../../../api/settings';
import { createKeyring } from '../../../bin/keyring';
import { startPostgres } from '../../../engine/postgres';
import { migrateRecords, openRecords, type Records } from '../../../records/database';
import { installRehearsalClock, setRehearsalClock } from '../../../records/rehearsalClock';
import type { Role } from '../../../records/actor';
import { inProcess, type InProcess } from './in-process';

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of many shapes, checked by the API itself against their schemas
  readonly body: any;
  readonly headers: Headers;
}

/** Speaks to the API as one person, or as nobody. */
export interface Speaker {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface Service {
  readonly db: Records;
  readonly api: Running;
  readonly walker: InProcess;
  readonly nobody: Speaker;
  as(person: string): Promise<Speaker>;
  /** Moves the campaign clock and lets everything happen that falls due. */
  until(instant: string): Promise<void>;
  stop(): Promise<void>;
}

export const plan = readFileSync(join(__dirname, '../../../plans/04-competitive-posts/plan.yaml'), 'utf8');

/** 2026-03-02 is a Monday; the whole year's calendar is announced. */
export const starts = '2026-03-02T01:00:00.000Z';

/** The API on a real, throw-away PostgreSQL; campaigns walk in this process, on a clock that the test moves. */
export async function startService(
  settings: Partial<Settings> & { relayMs?: number; realClock?: boolean } = {},
): Promise<Service> {
  const { url, stop: stopDatabase } = await newDatabase();
  const db = openRecords(url);
  await migrateRecords(db);
  if (!settings.realClock) await installRehearsalClock(db, starts);
  const walker = inProcess(db, { privateKey: generateKeyPairSync('ed25519').privateKey });
  const { issuer, jwks, tokenFor } = await createKeyring();
  const api = await startApi({
    db,
    port: 0,
    keys: { issuer, jwks },
    send: walker.send,
    relayMs: 60_000,
    checkResponses: true,
    perMinute: 100_000,
    ...settings,
  });
  return {
    db,
    api,
    walker,
    nobody: speaker(api.url),
    as: async (person) => speaker(api.url, await tokenFor(person)),
    until: async (instant) => {
      await walker.idle();
      await setRehearsalClock(db, instant);
      await walker.look();
    },
    stop: async () => {
      await api.stop();
      walker.stop();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await db.destroy();
      await stopDatabase();
    },
  };
}

/** A database of its own, in the cluster of all tests when there is one. */
async function newDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const shared = process.env['XUANXIAN_TEST_DATABASE'];
  if (shared) {
    const name = `api_${randomUUID().replaceAll('-', '')}`;
    const client = new Client({ connectionString: shared.replace('DATABASE', 'postgres') });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return { url: shared.replace('DATABASE', name), stop: () => Promise.resolve() };
  }
  const postgres = await startPostgres({ dir: mkdtempSync(join(tmpdir(), 'xuanxian-api-')), throwaway: true });
  await postgres.ensureDatabase('api');
  return { url: postgres.url('api'), stop: () => postgres.stop() };
}

function speaker(url: string, token?: string): Speaker {
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    const body: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    return { status: response.status, body, headers: response.headers };
  };
  return {
    get: (path) => ask(path, { headers: authorization }),
    post: (path, body = {}, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { ...authorization, 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}

const staff: readonly (readonly [id: string, roles: readonly Role[]])[] = [
  ['org', ['organiser']],
  ['org2', ['organiser', 'approver']],
  ['personnel', ['organiser']],
  ['leader', ['approver']],
  ['superior', ['approver']],
  ['discipline', ['discipline']],
  ['archivist', ['archivist']],
  ['admin', ['administrator']],
  ...['m1', 'm2', 'j1', 'j2', 'j3', 'j4', 'j5'].map((id) => [id, ['judge']] as const),
  ...['a1', 'a2'].map((id) => [id, ['appraiser']] as const),
  ...['p1', 'p2', 'p3'].map((id) => [id, ['approver']] as const),
  ...['v1', 'v2', 'v3', 'v4', 'v5'].map((id) => [id, ['voter']] as const),
  ...Array.from({ length: 13 }, (_, index) => [`c${index + 1}`, ['candidate']] as const),
];

/** One department with people of every role, another with an organiser, a discipline supervisor and a candidate of its own. */
export async function seedPeople({ db }: Pick<Service, 'db'>): Promise<void> {
  await db
    .insertInto('department')
    .values([
      { id: 'nw', name: '市农委' },
      { id: 'other', name: '市林业局' },
    ])
    .execute();
  const row = (id: string, department_id: string, roles: readonly Role[]) => ({
    id,
    department_id,
    name: `人员${id}`,
    email: `${id}@example.invalid`,
    roles: [...roles],
  });
  await db
    .insertInto('person')
    .values([
      ...staff.map(([id, roles]) => row(id, 'nw', roles)),
      row('x-org', 'other', ['organiser']),
      row('x-disc', 'other', ['discipline']),
      row('x-cand', 'other', ['candidate']),
    ])
    .execute();
}

export const roster = {
  panels: {
    personnel: ['personnel'],
    leadingGroup: ['leader'],
    superior: ['superior'],
    markers: ['m1', 'm2'],
    interviewers: ['j1', 'j2', 'j3', 'j4', 'j5'],
    appraisers: ['a1', 'a2'],
    partyGroup: ['p1', 'p2', 'p3'],
    discipline: ['discipline'],
  },
  electorates: { assessors: { staff: ['v1', 'v2', 'v3'], stations: ['v4'], sections: ['v5'] } },
};

/** What somebody declares who meets every condition of the plan. */
export const facts = {
  unitKind: '全额拨款事业单位',
  major: '畜牧',
  formalCadre: true,
  politicallySound: true,
  knowsTheTrade: true,
  professionalTitle: '中级',
  birthDate: '1985-05-01',
  education: '本科',
  annualReviews: [
    { year: 2023, grade: '合格' },
    { year: 2024, grade: '合格' },
    { year: 2025, grade: '优秀' },
  ],
  gradeHistory: [{ ladder: 'management', grade: 8, from: '2018-01-01' }],
};
