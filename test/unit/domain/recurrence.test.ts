import fc from 'fast-check';
import { nextOccurrence, occurrencesIn, recurrenceSchema, yearOf, type Occurrence } from '../../../domain/calendar';

const when = (written: object) => recurrenceSchema.parse(written);
const all = (written: object, years: readonly number[], begins = 2026) =>
  years.flatMap((year) => occurrencesIn(when(written), year, begins)).map(({ from, to }) => `${from}—${to}`);

describe('the times of 篇13', () => {
  test('April', () =>
    expect(all({ month: 4 }, [2026, 2027])).toEqual(['2026-04-01—2026-04-30', '2027-04-01—2027-04-30']));
  test('February ends on its last day', () =>
    expect(all({ month: 2 }, [2027, 2028])).toEqual(['2027-02-01—2027-02-28', '2028-02-01—2028-02-29']));
  test('end of July to early August', () =>
    expect(all({ from: '07-21', to: '08-10' }, [2026])).toEqual(['2026-07-21—2026-08-10']));
  test('each half of the year', () =>
    expect(all({ times: 2 }, [2026])).toEqual(['2026-01-01—2026-06-30', '2026-07-01—2026-12-31']));
  test('once a month', () => expect(all({ times: 12 }, [2026])).toHaveLength(12));
  test('every two years, from the start or from a given year', () => {
    expect(all({ times: 1, everyYears: 2 }, [2026, 2027, 2028])).toEqual([
      '2026-01-01—2026-12-31',
      '2028-01-01—2028-12-31',
    ]);
    expect(all({ times: 1, everyYears: 2, first: 2027 }, [2026, 2027, 2028])).toEqual(['2027-01-01—2027-12-31']);
  });
  test('once', () => expect(all({ month: 4, once: true }, [2025, 2026, 2027])).toEqual(['2026-04-01—2026-04-30']));
});

describe('what comes next', () => {
  test('at the start, what is not over yet', () => {
    expect(nextOccurrence(when({ month: 4 }), '2026-04-30', null)).toEqual({ from: '2026-04-01', to: '2026-04-30' });
    expect(nextOccurrence(when({ month: 4 }), '2026-05-01', null)?.from).toBe('2027-04-01');
  });
  test('nothing after the last year, nor after what is done once', () => {
    expect(nextOccurrence(when({ month: 4 }), '2026-01-01', '2027-04-01', 2027)).toBeUndefined();
    expect(nextOccurrence(when({ month: 4, once: true }), '2026-01-01', '2026-04-01')).toBeUndefined();
    expect(nextOccurrence(when({ month: 4, once: true }), '2026-05-01', null)).toBeUndefined();
  });
});

test('a stretch lies within a year, and its days are there every year', () => {
  for (const wrong of [{ from: '12-20', to: '01-10' }, { from: '02-29', to: '03-01' }, { month: 13 }, { times: 5 }])
    expect(recurrenceSchema.safeParse(wrong).success).toBe(false);
});

const recurrences = fc
  .record({
    time: fc.oneof(
      fc.record({ month: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ times: fc.constantFrom(1, 2, 3, 4, 6, 12) }),
      fc.constant({ from: '07-21', to: '08-10' }),
    ),
    everyYears: fc.integer({ min: 1, max: 5 }),
    late: fc.option(fc.integer({ min: 2020, max: 2030 }), { nil: undefined }),
  })
  .map(({ time, everyYears, late }) => when({ ...time, everyYears, ...(late === undefined ? {} : { first: late }) }));

test('one after the other, none left out, none twice, never overlapping', () => {
  fc.assert(
    fc.property(recurrences, fc.integer({ min: 2024, max: 2027 }), (each, begins) => {
      const walked: Occurrence[] = [];
      let next = nextOccurrence(each, `${begins}-01-01`, null, begins + 12);
      while (next) {
        walked.push(next);
        next = nextOccurrence(each, `${begins}-01-01`, next.from, begins + 12);
      }
      const listed = Array.from({ length: 13 }, (_, back) => occurrencesIn(each, begins + back, begins)).flat();
      expect(walked).toEqual(listed);
      for (const [index, { from, to }] of walked.entries()) {
        expect(from <= to && yearOf(from) === yearOf(to)).toBe(true);
        if (index > 0) expect(walked[index - 1]!.to < from).toBe(true);
      }
    }),
  );
});
