import type { Stage } from '../../bin/rehearsal/world';
import type { Report } from '../../bin/rehearsal/report';
import { apart } from '../fixtures/apart';
import { edgesOf } from '../fixtures/edges';
import { playOnEngine } from '../fixtures/playOnEngine';
import {
  everyScript,
  languageScripts,
  planFolders,
  richestScripts,
  scriptCalled,
  scriptsOf,
} from '../fixtures/scripts';
import { say } from '../fixtures/seed';
import { sharedStage } from '../fixtures/servers';
import type { Seen, SeenOf } from './playing';

// Every plan with every scenario, and what the plan language can say and none of them needs, is played once without the engine; on
// the engine besides are as many of the main scenarios as it takes to walk every stage type there.

const played = [...everyScript, ...languageScripts];
let seen: SeenOf;

beforeAll(async () => {
  const began = performance.now();
  seen = await apart<SeenOf>('e2e/playing.ts', ...played);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  say(`${played.length} scenarios of ${planFolders.length} plans and of the language in ${seconds} s`);
}, 600_000);

/** Each seat with how it ended and who came to it by which stages; seats of one post have no order. */
const seatsOf = ({ posts }: Report): string[] =>
  posts.flatMap(({ id, seats }) => seats.map((seat) => JSON.stringify([id, seat]))).sort();

function seenOf(name: string): Seen {
  const its = seen.get(name);
  if (its === undefined || typeof its === 'string') throw new Error(its ?? `${name} has not been played`);
  return its;
}

describe.each(played)('%s', (name) => {
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
  for (const name of played) {
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
