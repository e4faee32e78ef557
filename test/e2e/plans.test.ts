import { verifyCampaign } from '../../activities/verification';
import type { Report } from '../../bin/rehearsal/report';
import type { Stage } from '../../bin/rehearsal/world';
import { exportOf } from '../../bin/verification/exported';
import { verifyExport } from '../../bin/verification/file';
import { abreast } from '../fixtures/abreast';
import { edgesOf, edgesTaken } from '../fixtures/edges';
import { playHere, type Left } from '../fixtures/playHere';
import { playOnEngine } from '../fixtures/playOnEngine';
import { everyScript, planFolders, richestScripts, scriptCalled, scriptsOf } from '../fixtures/scripts';
import { say } from '../fixtures/seed';
import { sharedStage } from '../fixtures/servers';

// Every plan with every scenario is played once in this process, and everything that a play leaves is looked at then; on
// the engine besides are as many of the main scenarios as it takes to walk every stage type there.

interface Seen {
  readonly report: Report;
  readonly seconds: number;
  readonly edges: ReadonlyMap<string, readonly string[]>;
  /** What verification said: of the rows, and of the export. */
  readonly said: { readonly rows: string; readonly file: string };
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
  const ended = async (play: Left) => void left.push({ edges: await edgesTaken(play.db), said: await verified(play) });
  const { report, seconds } = await playHere(scriptCalled(name), { ended });
  return { report, seconds, ...left[0]! };
}

async function verified({ db, campaign, publicKey }: Left): Promise<Seen['said']> {
  const held = async (work: () => Promise<unknown>) => {
    try {
      await work();
      return 'intact';
    } catch (error) {
      return String(error);
    }
  };
  const reading = db.transaction().setIsolationLevel('repeatable read');
  const exported = () => reading.execute((tx) => exportOf(tx, campaign, publicKey));
  return {
    rows: await held(() => reading.execute((tx) => verifyCampaign(tx, campaign, { publicKey }))),
    file: await held(async () => verifyExport(await exported())),
  };
}

/** Each seat with how it ended and who came to it by which stages; seats of one post have no order. */
const seatsOf = ({ posts }: Report): string[] =>
  posts.flatMap(({ id, seats }) => seats.map((seat) => JSON.stringify([id, seat]))).sort();

function seenOf(name: string): Seen {
  const its = seen.get(name);
  if (!its || its instanceof Error) throw its ?? new Error(`${name} has not been played`);
  return its;
}

/**
 * What verification cannot yet follow; a test that passes here all at once fails, so that nobody forgets to take it out: names
 * written in of people who are not of the campaign, in an export.
 */
const notYetVerified = ['12-direct-election/main'];

describe.each(everyScript)('%s', (name) => {
  it('comes to what was worked out by hand, and every seat to an end', () => {
    const { report } = seenOf(name);
    expect(report.expectations.filter(({ held }) => !held)).toEqual([]);
    expect(report.expectations.length).toBeGreaterThan(0);
    expect(report.ok).toBe(true);
  });

  const verifies = notYetVerified.includes(name) ? it.failing : it;
  verifies('can be verified, from its rows and from its export', () => {
    expect(seenOf(name).said).toEqual({ rows: 'intact', file: 'intact' });
  });
});

it.each(planFolders)('every outcome of every stage of %s is taken by some scenario', (folder) => {
  const { plan } = scriptCalled(`${folder}/main`);
  const taken = new Set(scriptsOf(folder).flatMap((name) => seenOf(name).edges.get(plan.id) ?? []));
  expect(edgesOf(plan).filter((edge) => !taken.has(edge))).toEqual([]);
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
