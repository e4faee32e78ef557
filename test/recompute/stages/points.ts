import { order, read, total } from '../../model/fraction';
import { Different } from '../archive';
import { scoreOf, type Score } from '../numbers';
import { apart, whole, type Again, type Scene } from '../scene';

interface Table {
  readonly name: string;
  readonly max?: number;
}

/** A score by a published table: its lines add up, each at most its own maximum, all at most the full mark and at least nothing. */
export function points(scene: Scene): Again {
  const max = scene.says('max', 100);
  const lines = scene.says<Table[]>('items', []);
  const { items } = scene.given(
    'what each line of a table of points came to: what was verified is in their files',
    scene.found<{ items: Readonly<Record<string, Readonly<Record<string, string>>>> }>(),
  );
  const scores: Record<string, Score> = {};
  for (const [person, its] of Object.entries(items)) {
    if (
      Object.keys(its).sort().join() !==
      lines
        .map(({ name }) => name)
        .sort()
        .join()
    )
      throw new Different(`${person} has points for other lines than the table has`);
    for (const { name, max: most } of lines)
      if (most !== undefined && order(read(its[name]!), read(most)) > 0)
        throw new Different(`${person} has more than ${most} for ${name}`);
    const sum = total(Object.values(its).map(read));
    scores[person] = scoreOf(order(sum, read(0)) < 0 ? read(0) : order(sum, read(max)) > 0 ? read(max) : sum);
  }
  const parts = scene.visit.lots.map((lot) => {
    const scored = scene.still(lot.people).filter((person) => scores[person]);
    return whole(lot, scored.length > 0 ? 'scored' : 'none', scored);
  });
  return { parts, finding: { max, scores, items } };
}

/** Pass or fail, by one verdict or by enough of the items; a second check takes the place of the first. */
export function check(scene: Scene): Again {
  const items = scene.says<string[]>('items', []);
  const atLeast = scene.says('atLeast', items.length);
  const again = scene.verdicts('rechecks');
  const last = scene.verdicts('checks').map((each) => again.find(({ about }) => about === each.about) ?? each);
  const passes = (says: unknown) => (typeof says === 'number' ? says >= atLeast : says === 'passed');
  const passed = last.filter(({ says }) => passes(says)).map(({ about }) => about);
  const failed = last.map(({ about }) => about).filter((person) => !passed.includes(person));
  const goesOn = (person: string) => passed.includes(person) || !scene.says('eliminates', true);
  const parts = scene.visit.lots.flatMap((lot) =>
    apart(lot, [['passed', scene.still(lot.people).filter(goesOn)]], 'unfilled'),
  );
  const scores = last.map(({ about }) => [about, scoreOf(read(passed.includes(about) ? 100 : 0))] as const);
  return { parts, finding: { max: 100, scores: Object.fromEntries(scores), failed } };
}
