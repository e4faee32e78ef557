import fc from 'fast-check';
import {
  canReach,
  dominates,
  edgeTable,
  everyPathPasses,
  nextAfter,
  reachable,
  type Walkable,
} from '../../../domain/plan';

const ladder: Walkable = {
  stages: [
    { id: 'a', outcomes: { on: 'b', off: 'c' } },
    { id: 'b', outcomes: { on: 'd' } },
    { id: 'c', outcomes: { on: 'd', again: 'c', never: undefined } },
    { id: 'd', outcomes: { end: 'vacant' } },
  ],
};

test('edges, reach and dominance of a small plan', () => {
  expect(nextAfter(ladder, 'a', 'off')).toBe('c');
  expect(nextAfter(ladder, 'c', 'never')).toBeUndefined();
  expect([...reachable(ladder, 'b')].sort()).toEqual(['d', 'vacant']);
  expect(canReach(ladder, 'c', 'c')).toBe(true);
  expect(canReach(ladder, 'b', 'b')).toBe(false);
  expect(dominates(ladder, 'd', 'vacant')).toBe(true);
  expect(dominates(ladder, 'b', 'd')).toBe(false);
  expect(everyPathPasses(edgeTable(ladder), 'a', 'd', new Set(['b', 'c']))).toBe(true);
});

const graphs = fc.integer({ min: 2, max: 6 }).chain((size) => {
  const node = fc.integer({ min: 0, max: size - 1 }).map((index) => `s${index}`);
  const outcomes = fc.dictionary(fc.constantFrom('x', 'y', 'z'), node, { maxKeys: 3 });
  const stages = fc
    .array(outcomes, { minLength: size, maxLength: size })
    .map((all) => all.map((each, index) => ({ id: `s${index}`, outcomes: each })));
  return fc.record({ stages, from: node, to: node, through: fc.uniqueArray(node, { maxLength: 3 }) });
});

// Every walk without a repeated stage: what a person would draw on paper.
function walks({ stages }: Walkable, from: string, to: string, before: readonly string[] = [from]): string[][] {
  const next = Object.values(stages.find(({ id }) => id === from)!.outcomes).flatMap((each) => each ?? []);
  return next.flatMap((each) =>
    each === to ? [[...before, to]] : before.includes(each) ? [] : walks({ stages }, each, to, [...before, each]),
  );
}

test('what every path passes is what every drawn path passes', () => {
  fc.assert(
    fc.property(graphs, ({ stages, from, to, through }) => {
      const drawn = walks({ stages }, from, to);
      expect(canReach({ stages }, from, to)).toBe(drawn.length > 0);
      const passed = drawn.every((walk) =>
        walk.slice(0, -1).some((each, index) => through.includes(each) && (index === 0 || each !== to)),
      );
      expect(everyPathPasses({ stages }, from, to, new Set(through))).toBe(passed);
    }),
    { numRuns: 2000 },
  );
});
