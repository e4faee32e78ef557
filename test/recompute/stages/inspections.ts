import { Different } from '../archive';
import { sharedBy } from '../numbers';
import { dayOf, whole, type Again, type Scene } from '../scene';

interface Sampled {
  readonly mandatory: Readonly<Record<string, readonly string[]>>;
  readonly byLot: readonly string[];
}

/** A sample: those who must be in it, and so many by lot that the share is reached. */
export function sample(scene: Scene): Again {
  const found = scene.found<{ seed: string; posts: Readonly<Record<string, Sampled>> }>();
  const atLeast = scene.says('atLeast', '');
  const posts: Record<string, object> = {};
  const parts = scene.visit.lots.map((lot) => {
    const people = scene.still(lot.people);
    const { mandatory, byLot } = scene.given(
      'who must be in a sample, and who is by lot: that is in their files, and lots are made of ids',
      found.posts[lot.post]!,
    );
    const must = Object.keys(mandatory);
    const all = [...must, ...byLot];
    if (new Set(all).size < all.length || all.some((person) => !people.includes(person)))
      throw new Different(`the sample of ${lot.post} is not one of its people`);
    const needed = Math.min(people.length, sharedBy(0, people.length, atLeast).needed);
    const wanted = scene.says('mandatoryCounts', false) ? needed - must.length : needed;
    if (byLot.length !== Math.min(people.length - must.length, Math.max(0, wanted)))
      throw new Different(`${byLot.length} people of ${lot.post} are in its sample by lot`);
    const { percent } = sharedBy(all.length, people.length, atLeast);
    posts[lot.post] = { population: people.length, needed, mandatory, byLot, total: all.length, share: percent };
    return whole(lot, all.length > 0 ? 'drawn' : 'none', all);
  });
  return { parts, finding: { seed: found.seed, posts } };
}

interface Item {
  readonly stage: string;
  readonly about: string;
  readonly due: string;
}

/** What became of each problem that a notice demands to be put right. */
export function rectification(scene: Scene): Again {
  const [lot] = scene.visit.lots;
  const { notice, items } = scene.found<{ notice: string | null; items: Readonly<Record<string, Item>> }>();
  const checks = scene.verdicts('followUps');
  const asked = checks.map(({ about }) => about);
  if ([...asked].sort().join() !== Object.keys(items).sort().join())
    throw new Different('not every problem was looked at again');
  if (asked.length === 0) return { parts: [whole(lot!, 'clear')], finding: { notice: null, items: {}, remaining: [] } };
  const remaining = checks.filter(({ says }) => says === 'unsettled').map(({ about }) => about);
  const again = checks.map(({ about: id, says }) => {
    const { stage, about, due } = scene.given(
      'where a problem was found and until when it was to be settled',
      items[id]!,
    );
    const on = dayOf(scene.verdicts(id)[0]!.at);
    return [id, { stage, about, due, on, late: on > due, status: says }] as const;
  });
  return {
    parts: [whole(lot!, remaining.length > 0 ? 'remaining' : 'rectified')],
    finding: { notice, items: Object.fromEntries(again), remaining },
  };
}

/** Scores that another campaign kept: that one has an export of its own. */
export function keptScore(scene: Scene): Again {
  const found = scene.given(
    'which scores another campaign kept: that one has an export of its own',
    scene.found<{ scores: Readonly<Record<string, unknown>>; from: Readonly<Record<string, string>> }>(),
  );
  const absent = scene.everybody().filter((person) => !found.scores[person]);
  const parts = scene.visit.lots.map((lot) => {
    const scored = scene.still(lot.people).filter((person) => found.scores[person]);
    return whole(lot, scored.length > 0 ? 'scored' : 'none', scored);
  });
  return { parts, finding: { max: 100, scores: found.scores, from: found.from, absent } };
}
