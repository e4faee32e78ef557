import fc from 'fast-check';
import { seatsToReplace } from '../../../domain/arithmetic';
import { addPeriod, calendarOf, daysBetween, SHIPPED_YEARS, type Period } from '../../../domain/calendar';

test.each([
  ['one seat, left on a listed ground', { vacancies: 1, listed: 1, unlisted: 0, before: 0 }, { open: 1, barred: 0 }],
  ['one seat, left on another', { vacancies: 1, listed: 0, unlisted: 1, before: 0 }, { open: 0, barred: 1 }],
  ['one of each', { vacancies: 2, listed: 1, unlisted: 1, before: 0 }, { open: 1, barred: 1 }],
  ['two left a single seat', { vacancies: 1, listed: 1, unlisted: 1, before: 0 }, { open: 1, barred: 0 }],
  ['a seat that nobody left', { vacancies: 1, listed: 0, unlisted: 0, before: 0 }, { open: 1, barred: 0 }],
  ['as often as allowed', { vacancies: 2, listed: 2, unlisted: 0, most: 2, before: 1 }, { open: 1, barred: 1 }],
  ['no more', { vacancies: 1, listed: 1, unlisted: 0, most: 1, before: 1 }, { open: 0, barred: 1 }],
])('replacement: %s', (_, seats, expected) => expect(seatsToReplace(seats)).toEqual(expected));

test('replacement: no seat is lost or filled twice, and never more than are allowed', () => {
  const few = fc.nat({ max: 9 });
  fc.assert(
    fc.property(few, few, few, fc.option(few, { nil: undefined }), few, (vacancies, listed, unlisted, most, before) => {
      const { open, barred } = seatsToReplace({ vacancies, listed, unlisted, most, before });
      expect(open + barred).toBe(vacancies);
      expect(open).toBeGreaterThanOrEqual(0);
      if (most !== undefined) expect(open).toBeLessThanOrEqual(Math.max(0, most - before));
      else expect(barred).toBeLessThanOrEqual(unlisted);
    }),
  );
});

const calendar = calendarOf(SHIPPED_YEARS);
const stretches = fc.record({
  n: fc.integer({ min: 1, max: 20 }),
  unit: fc.constantFrom('workingDay', 'calendarDay', 'month'),
}) as fc.Arbitrary<Omit<Period, 'and'>>;

test('a period of both kinds ends with the later of the two, in whatever order they are written', () => {
  fc.assert(
    fc.property(stretches, stretches, fc.integer({ min: 0, max: 300 }), (one, other, offset) => {
      const start = new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10);
      const both = addPeriod(calendar, { ...one, and: other }, start);
      const ends = [one, other].map((each) => addPeriod(calendar, each, start));
      expect(ends.every(({ lastDay }) => daysBetween(lastDay, both.lastDay) >= 0)).toBe(true);
      expect(ends.some(({ lastDay }) => lastDay === both.lastDay)).toBe(true);
      expect(both.provisional).toBe(ends.some(({ provisional }) => provisional));
      expect(addPeriod(calendar, { ...other, and: one }, start)).toEqual(both);
    }),
  );
});

// 2026-04-30 is a Thursday before the May holiday: 5 working days end on Saturday 05-11 or so, 7 days on 05-07.
test('five working days over a holiday outlast seven days; over an ordinary week they do not', () => {
  const both: Period = { n: 5, unit: 'workingDay', and: { n: 8, unit: 'calendarDay' } };
  expect(addPeriod(calendar, both, '2026-04-30').lastDay).toBe('2026-05-11');
  expect(addPeriod(calendar, both, '2026-03-02').lastDay).toBe('2026-03-10');
});
