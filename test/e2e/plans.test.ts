import { verifyCampaign } from '../../activities/verification';
import type { Report } from '../../bin/rehearsal/report';
import type { Stage } from '../../bin/rehearsal/world';
import { exportOf } from '../../bin/verification/exported';
import { verifyExport } from '../../bin/verification/file';
import { abreast } from '../../bin/abreast';
import { edgesOf, edgesTaken } from '../fixtures/edges';
import { leaksIn } from '../fixtures/leaks';
import { playHere, type Left } from '../fixtures/playHere';
import { playOnEngine } from '../fixtures/playOnEngine';
import { everyScript, planFolders, richestScripts, scriptCalled, scriptsOf } from '../fixtures/scripts';
import { say } from '../fixtures/seed';
import { sharedStage } from '../fixtures/servers';
import { altered } from '../recompute/altered';
import { recomputed, type Recomputed } from '../recompute/recompute';

// Every plan with every scenario is played once in this process, and everything that a play leaves is looked at then; on
// the engine besides are as many of the main scenarios as it takes to walk every stage type there.

interface Seen {
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

const seen = new Map<string, Seen | Error>();

beforeAll(async () => {
  const began = performance.now();
  await abreast(everyScript, async (name) => {
    seen.set(
      name,
      await see(name).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error)))),
    );
  });
  say(
    `${everyScript.length} scenarios of ${planFolders.length} plans in ${Math.round((performance.now() - began) / 100) / 10} s`,
  );
}, 600_000);

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

/** Each seat with how it ended and who came to it by which stages; seats of one post have no order. */
const seatsOf = ({ posts }: Report): string[] =>
  posts.flatMap(({ id, seats }) => seats.map((seat) => JSON.stringify([id, seat]))).sort();

function seenOf(name: string): Seen {
  const its = seen.get(name);
  if (!its || its instanceof Error) throw its ?? new Error(`${name} has not been played`);
  return its;
}

describe.each(everyScript)('%s', (name) => {
  it('comes to what was worked out by hand, and every seat to an end', () => {
    const { report } = seenOf(name);
    expect(report.expectations.filter(({ held }) => !held)).toEqual([]);
    expect(report.expectations.length).toBeGreaterThan(0);
    expect(report.ok).toBe(true);
  });

  it('can be verified, from its rows and from its export', () => {
    const { rows, file } = seenOf(name).said;
    expect({ rows, file }).toEqual({ rows: 'intact', file: 'intact' });
  });

  it('comes to the same, worked out from its export alone by arithmetic of its own; what was altered does not', () => {
    const { again, missed } = seenOf(name);
    expect(again.said).toBe('intact');
    expect(again.visits).toBeGreaterThan(0);
    expect(missed).toEqual([]);
  });

  it('says in its export nothing of anybody', () => {
    expect(seenOf(name).leaks).toEqual([]);
  });
});

it.each(planFolders)('every outcome of every stage of %s is taken by some scenario', (folder) => {
  const { plan } = scriptCalled(`${folder}/main`);
  const taken = new Set(scriptsOf(folder).flatMap((name) => seenOf(name).edges.get(plan.id) ?? []));
  expect(edgesOf(plan).filter((edge) => !taken.has(edge))).toEqual([]);
});

afterAll(() => {
  const given: Record<string, number> = {};
  let visits = 0;
  for (const name of everyScript) {
    const { again } = seenOf(name);
    visits += again.visits;
    for (const [why, times] of Object.entries(again.given)) given[why] = (given[why] ?? 0) + times;
  }
  say(`${visits} stages worked out again from the exports; taken as given: ${JSON.stringify(given, null, 2)}`);
});

describe('on the engine', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await sharedStage()));
  afterAll(() => stage.stop());

  it.each(richestScripts())('%s comes to the same', async (name) => {
    const { report } = await playOnEngine(stage, scriptCalled(name));
    expect(report.expectations.filter(({ held }) => !held)).toEqual([]);
    expect(report.ok).toBe(true);
    expect(seatsOf(report)).toEqual(seatsOf(seenOf(name).report));
    expect(report.engine.longestRunEvents).toBeLessThan(4096);
  });
});
