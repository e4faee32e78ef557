import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { startApi } from '../../../api/server';
import { createKeyring } from '../../../bin/keyring';
import { Hands } from '../../../bin/rehearsal/hands';
import { invite, play } from '../../../bin/rehearsal/play';
import { castOf } from '../../../bin/rehearsal/scenario';
import type { Records } from '../../../records/database';
import type { Script } from '../../fixtures/scripts';
import { databaseUrl, giveBackRecords, newRecords } from '../../fixtures/servers';
import { WalkHere } from '../../fixtures/walkHere';

/** A campaign that has been carried to its end, with its database still there. */
export interface Played {
  readonly db: Records;
  readonly campaign: string;
  readonly publicKey: KeyObject;
  readonly url: string;
  stop(): Promise<void>;
}

/** Plays a script in this process and keeps what it leaves. */
export async function played({ plan, source, scenario }: Script): Promise<Played> {
  const db = await newRecords(scenario.starts);
  const { privateKey } = generateKeyPairSync('ed25519');
  const walker = new WalkHere(db, { privateKey }, Date.parse(scenario.starts));
  const keyring = await createKeyring();
  const keys = { issuer: keyring.issuer, jwks: keyring.jwks };
  const api = await startApi({ db, keys, send: walker.send, port: 0, relayMs: 60_000, perMinute: 1_000_000 });
  try {
    await invite(db, castOf(scenario));
    const hands = new Hands(() => `${api.url}/api`, keyring);
    const campaign = await play({ db, hands, time: walker, plan, source, scenario });
    return {
      db,
      campaign,
      publicKey: createPublicKey(privateKey),
      url: databaseUrl(db.called),
      stop: () => giveBackRecords(db),
    };
  } finally {
    await api.stop();
  }
}
