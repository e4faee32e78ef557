// Plays scripts in this process, each once, and looks at everything that a play leaves.
import { verifyCampaign } from '../../activities/verification';
import { abreast } from '../../bin/abreast';
import type { Report } from '../../bin/rehearsal/report';
import { exportOf } from '../../bin/verification/exported';
import { verifyExport } from '../../bin/verification/file';
import { tell } from '../fixtures/apart';
import { edgesTaken } from '../fixtures/edges';
import { leaksIn } from '../fixtures/leaks';
import { playHere, type Left } from '../fixtures/playHere';
import { scriptCalled } from '../fixtures/scripts';
import { altered } from '../recompute/altered';
import { recomputed, type Recomputed } from '../recompute/recompute';

export interface Seen {
  readonly report: Report;
  readonly seconds: number;
  readonly edges: ReadonlyMap<string, readonly string[]>;
  /** What verification said: of the rows, and of the export. */
  readonly said: { readonly rows: string; readonly file: string };
  /** What test/recompute came to, what it took as the export gives it, and which alterations it did not find. */
  readonly again: { readonly said: string } & Recomputed;
  readonly missed: readonly string[];
  readonly leaks: readonly string[];
}

/** What was seen of each script, by its name; or why it could not be played. */
export type SeenOf = ReadonlyMap<string, Seen | string>;

tell(async (names): Promise<SeenOf> => {
  const seen = new Map<string, Seen | string>();
  await abreast(names, async (name) => {
    seen.set(name, await see(name).catch((error: unknown) => (error instanceof Error ? error.stack! : String(error))));
  });
  return seen;
});

async function see(name: string): Promise<Seen> {
  const left: Omit<Seen, 'report' | 'seconds'>[] = [];
  const ended = async (play: Left) =>
    void left.push({ edges: await edgesTaken(play.db), ...(await everyVerified(play)) });
  const { report, seconds } = await playHere(scriptCalled(name), { ended });
  return { report, seconds, ...left[0]! };
}

/** `intact`, or what is said against it. */
async function heldBy(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'intact';
  } catch (error) {
    return String(error);
  }
}

type Verified = Omit<Seen, 'report' | 'seconds' | 'edges'>;

/** The plan's own campaign, and those that it or the scenario has started: what is found in one of them is found. */
async function everyVerified(play: Left): Promise<Verified> {
  const others = await play.db.selectFrom('campaign').select('id').where('id', '<>', play.campaign).execute();
  let all = await verified(play);
  for (const { id } of others) all = joined(all, await verified({ ...play, campaign: id }));
  return all;
}

const joined = (one: Verified, other: Verified): Verified => {
  const worse = (a: string, b: string): string => (a === 'intact' ? b : a);
  const given = { ...one.again.given };
  for (const [why, times] of Object.entries(other.again.given)) given[why] = (given[why] ?? 0) + times;
  return {
    said: { rows: worse(one.said.rows, other.said.rows), file: worse(one.said.file, other.said.file) },
    again: { said: worse(one.again.said, other.again.said), visits: one.again.visits + other.again.visits, given },
    missed: [...one.missed, ...other.missed],
    leaks: [...one.leaks, ...other.leaks],
  };
};

async function verified({ db, campaign, publicKey }: Left): Promise<Verified> {
  const reading = db.transaction().setIsolationLevel('repeatable read');
  const rows = await heldBy(() => reading.execute((tx) => verifyCampaign(tx, campaign, { publicKey })));
  const bytes = await reading.execute((tx) => exportOf(tx, campaign, publicKey));
  const leaks = await reading.execute((tx) => leaksIn(tx, campaign, bytes));
  let again: Recomputed = { visits: 0, given: {} };
  const said = await heldBy(() => void (again = recomputed(bytes)));
  const missed: string[] = [];
  for (const { what, bytes: forged, mayBeDropped } of altered(bytes))
    if ((await heldBy(() => recomputed(forged))) === 'intact' && !mayBeDropped) missed.push(what);
  const file = await heldBy(() => verifyExport(bytes));
  return { said: { rows, file }, again: { said, ...again }, missed, leaks };
}
