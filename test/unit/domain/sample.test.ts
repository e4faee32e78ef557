import fc from 'fast-check';
import { drawSample, share } from '../../../domain/arithmetic';

const third = share('1/3');
const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);

test.each([
  [100, 34],
  [3410, 1137],
  [6, 2],
  [1, 1],
  [0, 0],
])('of %i at least %i are drawn', (population, needed) => {
  const drawn = drawSample('seed', people(population), [], third);
  expect([drawn.needed, drawn.all.length]).toEqual([needed, needed]);
});

test('the mandatory ones come on top, or count', () => {
  const mandatory = ['p1', 'p2', 'p3'];
  expect(drawSample('seed', people(6), mandatory, third).all).toHaveLength(5);
  expect(drawSample('seed', people(6), mandatory, third, true).all).toEqual(mandatory);
});

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 60 });

test('anybody draws the same again, whatever the order of the names', () => {
  fc.assert(
    fc.property(fc.string(), names, fc.boolean(), (seed, all, counts) => {
      const mandatory = all.slice(0, Math.floor(all.length / 4));
      const drawn = drawSample(seed, all, mandatory, third, counts);
      expect(drawSample(seed, [...all].reverse(), [...mandatory].reverse(), third, counts)).toEqual(drawn);
    }),
  );
});

test('never fewer than the share, all mandatory ones, nobody twice, nobody else', () => {
  fc.assert(
    fc.property(fc.string(), names, fc.nat(60), fc.boolean(), (seed, all, some, counts) => {
      const mandatory = all.slice(0, some);
      const drawn = drawSample(seed, all, [...mandatory, 'who is not there'], third, counts);
      expect(drawn.all.length).toBeGreaterThanOrEqual(Math.ceil(all.length / 3));
      expect(drawn.all).toEqual(expect.arrayContaining(mandatory));
      expect(all).toEqual(expect.arrayContaining([...drawn.all]));
      expect(new Set(drawn.all).size).toBe(drawn.all.length);
      expect(drawn.byLot.some((name) => mandatory.includes(name))).toBe(false);
    }),
  );
});
