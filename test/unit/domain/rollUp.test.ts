import fc from 'fast-check';
import { compare, exact, rollUp } from '../../../domain/arithmetic';

const nodes = [
  { id: 'whole' },
  { id: 'a', under: 'whole', weight: 30 },
  { id: 'a1', under: 'a', weight: 60 },
  { id: 'a2', under: 'a', weight: 40 },
  { id: 'b', under: 'whole', weight: 70 },
];
const answering = {
  a1: { lead: ['甲'], cooperating: ['乙'] },
  a2: { lead: ['乙'], cooperating: ['乙'] },
  b: { lead: ['丙'], cooperating: ['甲'] },
};

test('scores go up the tree, and to the people by what each item counts for', () => {
  const { tree, people } = rollUp(nodes, { a1: '90', a2: '80', b: '70' }, answering, 50);
  // a = 90 × 0.6 + 80 × 0.4 = 86; whole = 86 × 0.3 + 70 × 0.7 = 25.8 + 49 = 74.8
  expect([tree['a']?.inFull, tree['whole']?.inFull]).toEqual(['86', '74.8']);
  // of the whole a1 is 0.18, a2 0.12, b 0.7; 甲 (90 × 0.18 + 70 × 0.35) ÷ 0.53 = 40.7 ÷ 0.53
  expect(people['甲']).toEqual({ published: '76.79', inFull: '4070/53' });
  // 乙 leads a2 and cooperates in a1: (80 × 0.12 + 90 × 0.09) ÷ 0.21 = 17.7 ÷ 0.21
  expect(people['乙']?.inFull).toBe('590/7');
  expect(people['丙']?.inFull).toBe('70');
});

test('what has no score is left out, and its weight falls to its siblings', () => {
  const { tree, people } = rollUp(nodes, { a1: '90', b: '70' }, answering, 50);
  expect([tree['a']?.inFull, tree['a2'], tree['whole']?.inFull]).toEqual(['90', undefined, '76']);
  expect(people['乙']?.inFull).toBe('90');
});

test('with no score at all there is nothing', () => {
  expect(rollUp(nodes, {}, answering)).toEqual({ tree: {}, people: {} });
});

test('whoever cooperates at nothing has no score', () => {
  expect(rollUp(nodes, { a1: '90' }, answering, 0).people).toEqual({ 甲: { published: '90.00', inFull: '90' } });
});

const trees = fc
  .array(
    fc.record({ under: fc.nat(), weight: fc.integer({ min: 1, max: 100 }), score: fc.integer({ min: 0, max: 100 }) }),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((list) =>
    list.map(({ under, ...each }, index) => ({
      ...each,
      id: `n${index}`,
      ...(index > 0 && under % (index + 1) < index && { under: `n${under % (index + 1)}` }),
    })),
  );

test('every mean lies between the least and the highest score, and equal scores give that score', () => {
  fc.assert(
    fc.property(trees, fc.integer({ min: 0, max: 100 }), (tree, cooperating) => {
      const leaves = tree.filter(({ id }) => !tree.some(({ under }) => under === id));
      const scores = Object.fromEntries(leaves.map(({ id, score }) => [id, String(score)]));
      const those = Object.fromEntries(
        leaves.map(({ id }, index) => [id, { lead: [`p${index % 3}`], cooperating: ['q'] }]),
      );
      const result = rollUp(tree, scores, those, cooperating);
      const values = [...Object.values(result.tree), ...Object.values(result.people)].map(({ inFull }) =>
        exact(inFull),
      );
      const bounds = leaves.map(({ score }) => exact(score)).sort((a, b) => compare(a, b));
      expect(values.every((value) => compare(value, bounds[0]!) >= 0 && compare(value, bounds.at(-1)!) <= 0)).toBe(
        true,
      );
      const alike = rollUp(tree, Object.fromEntries(leaves.map(({ id }) => [id, '70'])), those, cooperating);
      expect(Object.values(alike.people).every(({ inFull }) => inFull === '70')).toBe(true);
    }),
  );
});
