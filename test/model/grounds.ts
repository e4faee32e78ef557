import { generateKeyPairSync } from 'node:crypto';
import { sql } from 'kysely';
import { sendThrough } from '../../api/nudge';
import { engineTime, type VirtualTime } from '../../bin/rehearsal/virtualTime';
import { buildWorld } from '../../bin/rehearsal/world';
import type { Records } from '../../records/database';
import { productBundle } from '../fixtures/bundles';
import { giveBackRecords, newRecords, sharedStage } from '../fixtures/servers';
import { WalkHere } from '../fixtures/walkHere';
import type { Ground } from './real';

/** A Monday whose year is announced. */
export const starts = Date.parse('2026-03-02T09:00:00+08:00');
const startsAt = new Date(starts).toISOString();

/** Grounds one after the other on one database: campaigns know nothing of each other. */
export interface Grounds {
  next(): Promise<Ground>;
  stop(): Promise<void>;
}

/** In this process, without the engine. */
export async function groundsHere(): Promise<Grounds> {
  const db = await newRecords(startsAt);
  const signer = { privateKey: generateKeyPairSync('ed25519').privateKey };
  return {
    next: async () => {
      await turnBack(db);
      const walker = new WalkHere(db, signer, starts);
      return { db, time: patient(walker), look: (campaign) => walker.send({ campaign } as never) };
    },
    stop: () => giveBackRecords(db),
  };
}

/** On the engine, with a worker; the acts go past the API all the same. */
export async function groundsOnEngine(): Promise<Grounds> {
  const stage = await sharedStage();
  const queue = 'model';
  const world = await buildWorld(stage, { starts: startsAt, queue, bundle: await productBundle() });
  const { db, client } = world;
  const send = sendThrough(client);
  return {
    next: async () => {
      await turnBack(db);
      const look = (campaign: string) =>
        send({ campaign, title: '模型', department: 'model', plan: 'model', queue, starts: true });
      return { db, time: patient(engineTime({ client, db })), look };
    },
    stop: async () => {
      await world.stop();
      await stage.stop();
    },
  };
}

const patienceMs = 20_000;

/** A walk in a circle never comes to rest. */
function patient(time: VirtualTime): VirtualTime {
  const inTime = (work: Promise<void>): Promise<void> => {
    let timer: NodeJS.Timeout;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the product does not come to rest')), patienceMs);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  };
  return { idle: () => inTime(time.idle()), stepTo: (instant) => inTime(time.stepTo(instant)) };
}

/** Every campaign begins on the same day; what an earlier one has left unfinished is left so. */
async function turnBack(db: Records): Promise<void> {
  await sql`update campaign set status = 'suspended' where status = 'running'`.execute(db);
  await sql`update rehearsal_clock set now = ${startsAt}::timestamptz`.execute(db);
  await sql`update "window" set closed_at = opened_at, closed_by = 'withdrawn' where closed_at is null`.execute(db);
  await sql`delete from owed_look`.execute(db);
}
