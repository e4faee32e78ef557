import type { Report } from '../../bin/rehearsal/report';
import { buildWorld } from '../../bin/rehearsal/world';
import { apart } from '../fixtures/apart';
import { productBundle } from '../fixtures/bundles';
import { edgesOf } from '../fixtures/edges';
import { playOnEngine } from '../fixtures/playOnEngine';
import { everyScript, languageScripts, planFolders, scriptCalled, scriptNames, scriptsOf } from '../fixtures/scripts';
import { say } from '../fixtures/seed';
import { sharedStage } from '../fixtures/servers';
import type { Seen, SeenOf } from './playing';

// Every plan with every scenario, and what the plan language can say and none of them needs, is played once without the engine; on
// the engine besides are as many of them as it takes to walk every stage type there.

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

/** The stage types that a play has walked, in the plan's own campaign. */
function typesIn(name: string): readonly string[] {
  const { plan } = scriptCalled(name);
  const taken = seenOf(name).edges.get(plan.id) ?? [];
  return plan.stages
    .filter((stage) => edgesOf({ ...plan, stages: [stage] }).some((edge) => taken.includes(edge)))
    .map(({ stage }) => stage);
}

/**
 * The quickest plays, as far as taking first what walks most types a second finds them, that together walk every stage type but for
 * those of the fullest script, which test/e2e/rehearse.test.ts rehearses.
 */
function quickestOfEveryType(): string[] {
  const rehearsed = typesIn(scriptNames.at(-1)!);
  const left = new Map(played.map((name) => [name, typesIn(name).filter((type) => !rehearsed.includes(type))]));
  const chosen: string[] = [];
  for (;;) {
    const worth = ([name, types]: [string, readonly string[]]) => new Set(types).size / seenOf(name).seconds;
    const [name, types] = [...left].sort((a, b) => worth(b) - worth(a))[0]!;
    if (types.length === 0) return chosen;
    chosen.push(name);
    for (const [other, its] of left)
      left.set(
        other,
        its.filter((type) => !types.includes(type)),
      );
  }
}

it('as many of them as it takes to walk every stage type come to the same on the engine', async () => {
  const stage = await sharedStage();
  const { starts } = scriptCalled(played[0]!).scenario;
  const where = await buildWorld(stage, { starts, queue: 'plans', bundle: await productBundle() });
  try {
    const chosen = quickestOfEveryType();
    say(`on the engine too: ${chosen.join(', ')}`);
    for (const name of chosen) {
      const { report } = await playOnEngine(stage, scriptCalled(name), { where });
      expect([name, report.expectations.filter(({ held }) => !held), report.ok]).toEqual([name, [], true]);
      expect(seatsOf(report)).toEqual(seatsOf(seenOf(name).report));
      expect(report.engine.longestRunEvents).toBeLessThan(4096);
    }
  } finally {
    await where.stop();
    await stage.stop();
  }
});
