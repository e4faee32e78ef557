import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import { createKeyring } from '../../bin/keyring';
import { invite, play } from '../../bin/rehearsal/play';
import { castOf } from '../../bin/rehearsal/scenario';
import { engineTime } from '../../bin/rehearsal/virtualTime';
import { rehearsalNamespace, type Stage } from '../../bin/rehearsal/world';
import { freePort } from '../../engine/ports';
import { randomId } from '../../records/digest';
import { productBundle } from '../fixtures/bundles';
import { courseOf, equalRun } from '../fixtures/equalRun';
import { Mortal } from '../fixtures/mortal';
import { PatientHands } from '../fixtures/patientHands';
import { playHere } from '../fixtures/playHere';
import { fullestScript } from '../fixtures/scripts';
import { say, seeded } from '../fixtures/seed';
import { databaseUrl, giveBackRecords, engineAddress, newRecords, sharedStage } from '../fixtures/servers';

const kills = 10;
let stage: Stage;
let folder: string;
let worker: Mortal;
let api: Mortal;
beforeAll(async () => {
  stage = await sharedStage();
  folder = mkdtempSync(join(tmpdir(), 'xuanxian-kills-'));
});
afterAll(async () => {
  await Promise.all([worker?.end(), api?.end()]);
  await stage.stop();
  rmSync(folder, { recursive: true });
});

it('comes to the same when worker and API are each killed ten times, and no act is lost or done twice', async () => {
  const { plan, source, scenario, name } = fullestScript();
  const uncut = await playHere(fullestScript());
  const { seed, random } = seeded();
  say(`${name}: worker and API killed ${kills} times each, seed ${seed}`);
  /** So many different numbers of 1 … last. */
  const some = (last: number) => {
    const chosen = new Set<number>();
    while (chosen.size < kills) chosen.add(1 + Math.floor(random() * last));
    return chosen;
  };

  const bundle = join(folder, 'workflows.js');
  writeFileSync(bundle, (await productBundle()).code);
  const db = await newRecords(scenario.starts);
  const keyring = await createKeyring();
  const port = await freePort();
  const settings = {
    database: databaseUrl(db.called),
    engine: engineAddress(),
    namespace: rehearsalNamespace,
    queue: `kills-${randomId()}`,
    bundle,
    port,
    keys: { issuer: keyring.issuer, jwks: keyring.jwks },
    signingKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  worker = new Mortal('worker', settings);
  api = new Mortal('api', settings);
  await Promise.all([worker.live(), api.live()]);

  const hands = new PatientHands(() => `http://127.0.0.1:${port}/api`, keyring);
  const [posts, waits] = [some(uncut.figures.posts), some(uncut.figures.waits)];
  let [posted, waited] = [0, 0];
  hands.beforePost = async () => {
    if (posts.has(++posted)) api.doom(random() * 20);
  };
  const client = new Client({ connection: stage.connection, namespace: rehearsalNamespace });
  const engine = engineTime({ client, db });
  const mortally = async (wait: () => Promise<void>) => {
    if (waits.has(++waited)) worker.doom(random() * 150);
    await wait();
  };
  const time = { idle: () => mortally(engine.idle), stepTo: (at: string) => mortally(() => engine.stepTo(at)) };

  const from = performance.now();
  await invite(db, castOf(scenario));
  const campaign = await play({ db, hands, time, plan, source, scenario });
  await Promise.all([worker.settled(), api.settled()]);
  await engine.idle();
  say(
    `${name}: ${worker.deaths} workers and ${api.deaths} APIs died, ${hands.retries} requests repeated, ${((performance.now() - from) / 1000).toFixed(1)} s`,
  );
  expect([worker.deaths, api.deaths]).toEqual([kills, kills]);

  equalRun(await courseOf(db, campaign), uncut.course);
  const secret = /\/(credentials|votes)$/;
  const acknowledged = hands.ledger.filter(({ path }) => !secret.test(path));
  const kept = await db.selectFrom('idempotency').select(['key', 'response']).execute();
  expect(new Map(kept.map(({ key, response }) => [key, response]))).toEqual(
    new Map(acknowledged.map(({ key, answer }) => [key, answer])),
  );
  const ballots = await db.selectFrom('ballot').select('serial').execute();
  const cast = hands.ledger
    .filter(({ path }) => path.endsWith('/votes'))
    .map(({ answer }) => (answer as { serial: string }).serial);
  expect(ballots.map(({ serial }) => serial).sort()).toEqual(cast.sort());
  await giveBackRecords(db);
}, 600_000);
