import fc from 'fast-check';
import { bonusPoints, compare, exact, inFull, tablePoints, toOneScale, weightedSum } from '../../../domain/arithmetic';
import type { PointsItem } from '../../../domain/arithmetic';

const line = (item: Partial<PointsItem>): PointsItem => ({ name: 'x', take: 'sum', ...item });
const worth = (item: Partial<PointsItem>, value: string | Record<string, number>): string =>
  tablePoints([line(item), { name: 'base', take: 'sum', words: { base: 50 } }], { x: value, base: 'base' }, 100).items[
    'x'
  ]!;

test.each<[string, Partial<PointsItem>, string | Record<string, number>, string]>([
  ['a word', { words: { 博士: 6, 本科: 4 } }, '本科', '4'],
  ['none of the words', { words: { 博士: 6 } }, '无', '0'],
  ['half a point a unit', { each: 0.5 }, '7.5', '3.75'],
  ['for each full two years', { each: 1, every: 2 }, '9.9', '4'],
  ['only what lies above three', { each: 0.5, every: 1, over: 3 }, '10.5', '3.5'],
  ['nothing at or below it', { each: 0.5, over: 3 }, '3', '0'],
  ['at most so many', { each: 1, max: 5 }, '20', '5'],
  ['kinds add up', { counts: { 省级: 3, 市级: 1 } }, { 省级: 1, 市级: 4 }, '7'],
  ['only the dearest', { counts: { 省级: 3, 市级: 1 }, take: 'best' }, { 省级: 2, 市级: 4 }, '3'],
  ['none of a kind', { counts: { 省级: 3 }, take: 'best' }, { 省级: 0 }, '0'],
  ['points taken off', { counts: { 警告: -2 } }, { 警告: 2 }, '-4'],
])('points: %s', (_, item, value, expected) => expect(worth(item, value)).toBe(expected));

test('the sum of a table lies between 0 and its full mark, and more of what is worth something never makes it less', () => {
  const items = [
    line({ name: 'years', each: 1.5, every: 2, max: 9 }),
    line({ name: 'awards', counts: { a: 3, b: 1 } }),
    line({ name: 'punished', counts: { p: -5 } }),
  ];
  fc.assert(
    fc.property(fc.nat(60), fc.nat(9), fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 30 }), (years, a, b, p, max) => {
      const of = (more: number) =>
        tablePoints(items, { years: String(years + more), awards: { a: a + more, b }, punished: { p } }, max);
      const score = exact(of(0).inFull);
      expect(compare(score, exact(0))).toBeGreaterThanOrEqual(0);
      expect(compare(score, exact(max))).toBeLessThanOrEqual(0);
      expect(compare(exact(of(1).inFull), score)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('bonus points: added up or the best, at most so many; none of nothing', () => {
  expect(bonusPoints(['5', '4'], 'sum', 5)).toBe('5');
  expect(bonusPoints(['1', '2.5'], 'sum')).toBe('3.5');
  expect(bonusPoints(['1', '2.5'], 'best', 2)).toBe('2');
  expect(bonusPoints([], 'best')).toBe('0');
});

test('a composite with bonus points may count as more than its full mark, another score may not', () => {
  const part = { id: 'exam', weight: 100, score: '104' };
  expect(weightedSum([{ ...part, beyond: true }], 'percent')).toMatchObject({ met: true, published: '104.00' });
  expect(weightedSum([part], 'percent')).toMatchObject({ met: false, fault: 'scoreOutOfRange' });
});

const scored = [
  { id: 'a', panel: 'strict', score: '80' },
  { id: 'b', panel: 'strict', score: '70' },
  { id: 'c', panel: 'mild', score: '90' },
];

test('one scale: by the ratio of the means, by their difference, and never beyond the full mark', () => {
  // All 80; the strict panel 75, the mild one 90: 80 × 80/75 = 85.33, 70 × 80/75 = 74.67, 90 × 80/90 = 80.
  expect(toOneScale(scored, 'ratio', 100)).toMatchObject({
    mean: { published: '80.00' },
    panels: { strict: { published: '75.00' }, mild: { published: '90.00' } },
    scores: { a: { published: '85.33' }, b: { published: '74.67' }, c: { published: '80.00' } },
  });
  // 80 + 5, 70 + 5, 90 − 10.
  expect(toOneScale(scored, 'difference', 100).scores).toMatchObject({
    a: { published: '85.00' },
    b: { published: '75.00' },
    c: { published: '80.00' },
  });
  expect(toOneScale(scored, 'ratio', 82).scores['a']!.published).toBe('82.00');
  expect(toOneScale([{ id: 'a', panel: 'p', score: '0' }, scored[2]!], 'ratio', 100).scores['a']!.inFull).toBe('0');
});

test('one scale: within a panel the order stays, and all panels come to the same mean unless a full mark is in the way', () => {
  const people = fc.array(
    fc.record({ panel: fc.constantFrom('a', 'b', 'c'), score: fc.integer({ min: 1, max: 100 }) }),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(people, fc.constantFrom('ratio', 'difference'), (list, scale) => {
      const all = list.map(({ panel, score }, index) => ({ id: `p${index}`, panel, score: String(score) }));
      // A full mark so high that nobody comes near it; 100 more for everybody, so that no difference goes below 0.
      const lifted = all.map((each) => ({ ...each, score: String(Number(each.score) + 100) }));
      const { scores, mean } = toOneScale(lifted, scale, 10_000);
      for (const panel of new Set(all.map((each) => each.panel))) {
        const own = lifted.filter((each) => each.panel === panel);
        const total = own.reduce((sum, { id }) => sum.add(exact(scores[id]!.inFull)), exact(0));
        expect(inFull(total.div(own.length))).toBe(mean.inFull);
        for (const x of own)
          for (const y of own)
            expect(Math.sign(compare(exact(scores[x.id]!.inFull), exact(scores[y.id]!.inFull)))).toBe(
              Math.sign(Number(x.score) - Number(y.score)),
            );
      }
    }),
  );
});
