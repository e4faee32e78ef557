import { isWorkday } from 'chinese-days';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addPeriod,
  calendarOf,
  calendarYearSchema,
  completedMonths,
  dateOf,
  daysBetween,
  endOfDay,
  isAnnounced,
  isDate,
  isWorkingDay,
  SHIPPED_CALENDAR,
  SHIPPED_YEARS,
  startOfDay,
  workingDaysBetween,
} from '../../../domain/calendar';

const paper = (year: number, more: object = {}) =>
  calendarYearSchema.parse({
    year,
    paper: '通知',
    published: `${year - 1}-11-01`,
    version: 1,
    off: [],
    work: [],
    ...more,
  });
const fiveDays = (start: string, countFirst: boolean) =>
  addPeriod(SHIPPED_CALENDAR, { n: 5, unit: 'workingDay', countFirst }, start);
const day = fc.integer({ min: 0, max: 365 * 2 }).map((days) => addDays('2024-06-01', days));

describe('five working days', () => {
  test.each([
    ['2026-09-21', '2026-09-28', '2026-09-29'],
    ['2026-09-29', '2026-10-10', '2026-10-12'],
    ['2026-02-12', '2026-02-25', '2026-02-26'],
    ['2026-04-30', '2026-05-09', '2026-05-11'],
    ['2026-09-19', '2026-09-24', '2026-09-24'],
    ['2025-01-24', '2025-02-06', '2025-02-07'],
  ])('from %s: %s counting the first day, else %s', (start, inclusive, exclusive) => {
    expect(fiveDays(start, true)).toMatchObject({ lastDay: inclusive, provisional: false });
    expect(fiveDays(start, false)).toMatchObject({ lastDay: exclusive, provisional: false });
  });

  test('over a New Year that is not announced they are provisional', () => {
    const years = [
      { year: 2026, version: 1 },
      { year: 2027, version: null },
    ];
    expect(fiveDays('2026-12-28', true)).toEqual({ lastDay: '2027-01-01', provisional: true, years });
    expect(fiveDays('2026-12-28', false)).toEqual({ lastDay: '2027-01-04', provisional: true, years });
  });

  test('and no longer when the paper is out, which may move days of this December', () => {
    const known = calendarOf([
      ...SHIPPED_YEARS,
      paper(2027, { off: ['2026-12-31', '2027-01-01'], work: ['2026-12-27'] }),
    ]);
    expect(addPeriod(known, { n: 5, unit: 'workingDay' }, '2026-12-28')).toMatchObject({
      lastDay: '2027-01-06',
      provisional: false,
    });
    expect(addPeriod(known, { n: 2, unit: 'workingDay' }, '2026-12-25')).toMatchObject({
      lastDay: '2026-12-28',
      provisional: false,
    });
  });

  test('the last week of December waits for the next paper, the day before does not', () => {
    expect(addPeriod(SHIPPED_CALENDAR, { n: 5, unit: 'workingDay' }, '2026-12-17')).toMatchObject({
      lastDay: '2026-12-24',
      provisional: false,
    });
    expect(addPeriod(SHIPPED_CALENDAR, { n: 6, unit: 'workingDay' }, '2026-12-17')).toMatchObject({
      lastDay: '2026-12-25',
      provisional: true,
    });
    expect(isAnnounced(SHIPPED_CALENDAR, '2026-12-24')).toBe(true);
    expect(isAnnounced(SHIPPED_CALENDAR, '2025-12-31')).toBe(true);
    expect(isAnnounced(SHIPPED_CALENDAR, '2023-12-31')).toBe(false);
  });
});

describe('calendar days, months, years', () => {
  test.each([
    [{ n: 7, unit: 'calendarDay' }, '2026-09-28', '2026-10-05'],
    [{ n: 7, unit: 'calendarDay', countFirst: true }, '2026-09-28', '2026-10-04'],
    [{ n: 7, unit: 'calendarDay', rollToWorkingDay: true }, '2026-09-28', '2026-10-08'],
    [{ n: 15, unit: 'calendarDay' }, '2026-12-20', '2027-01-04'],
    [{ n: 1, unit: 'year' }, '2026-03-15', '2027-03-15'],
    [{ n: 1, unit: 'year', countFirst: true }, '2026-03-15', '2027-03-14'],
    [{ n: 1, unit: 'year' }, '2024-02-29', '2025-02-28'],
    [{ n: 1, unit: 'month' }, '2026-01-31', '2026-02-28'],
    [{ n: 1, unit: 'month', countFirst: true }, '2026-05-31', '2026-06-30'],
    [{ n: 1, unit: 'month', countFirst: true }, '2026-03-01', '2026-03-31'],
  ] as const)('%j from %s ends on %s', (period, start, lastDay) =>
    expect(addPeriod(SHIPPED_CALENDAR, period, start).lastDay).toBe(lastDay),
  );

  test('are certain in any year, unless their end is moved to a working day', () => {
    expect(addPeriod(SHIPPED_CALENDAR, { n: 1, unit: 'year' }, '2026-12-31')).toEqual({
      lastDay: '2027-12-31',
      provisional: false,
      years: [],
    });
    expect(addPeriod(SHIPPED_CALENDAR, { n: 1, unit: 'year', rollToWorkingDay: true }, '2026-12-31').provisional).toBe(
      true,
    );
  });
});

describe('working days', () => {
  test('agree with an independent calendar on every day of 2024 to 2026', () => {
    for (let date = '2024-01-01'; date <= '2026-12-31'; date = addDays(date, 1)) {
      expect([date, isWorkingDay(SHIPPED_CALENDAR, date)]).toEqual([date, isWorkday(date)]);
    }
  });

  test('left of a period: the inverse of adding one', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (start, n) => {
        const { lastDay } = addPeriod(SHIPPED_CALENDAR, { n, unit: 'workingDay' }, start);
        expect(isWorkingDay(SHIPPED_CALENDAR, lastDay)).toBe(true);
        expect(workingDaysBetween(SHIPPED_CALENDAR, start, lastDay)).toMatchObject({ days: n });
        const first = addPeriod(SHIPPED_CALENDAR, { n, unit: 'workingDay', countFirst: true }, start).lastDay;
        expect(first <= lastDay).toBe(true);
        expect(first === lastDay).toBe(!isWorkingDay(SHIPPED_CALENDAR, start));
      }),
    );
  });

  test('nothing is left once the last day is over', () =>
    expect(workingDaysBetween(SHIPPED_CALENDAR, '2026-09-29', '2026-09-28')).toEqual({
      days: 0,
      provisional: false,
      years: [],
    }));

  test('a period that is not provisional stays, whatever later papers say', () => {
    const later = calendarOf([
      ...SHIPPED_YEARS,
      paper(2027, { off: ['2026-12-31', '2027-01-01'], work: ['2026-12-26', '2026-12-27'] }),
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 40 }), (back, n) => {
        const start = addDays('2026-12-31', -back);
        const before = addPeriod(SHIPPED_CALENDAR, { n, unit: 'workingDay' }, start);
        if (!before.provisional) expect(addPeriod(later, { n, unit: 'workingDay' }, start)).toEqual(before);
        else expect(before.lastDay >= '2026-12-25').toBe(true);
      }),
    );
  });

  test('the higher version of a year counts, and the later paper where two name a day', () => {
    const known = calendarOf([
      paper(2030, { version: 2, off: ['2030-05-02'] }),
      paper(2030, { off: ['2030-05-06'] }),
      paper(2031, { off: ['2030-12-31'] }),
    ]);
    expect(['2030-05-02', '2030-05-06', '2030-12-31'].map((date) => isWorkingDay(known, date))).toEqual([
      false,
      true,
      false,
    ]);
  });

  test.each([
    [{ off: ['2027-01-01'], work: ['2027-01-01'] }],
    [{ off: ['2027-02-30'] }],
    [{ off: ['2029-01-01'] }],
    [{ work: ['2027-01-04'] }], // a Monday
  ])('a paper with %j is refused', (more) => expect(() => paper(2027, more)).toThrow());
});

describe('dates and instants', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-04-31', '1899-12-31', ' 2026-01-01', ''])(
    '%j is no date',
    (text) => expect(isDate(text)).toBe(false),
  );
  test('a day ends at 24:00 in Shanghai', () => {
    expect(endOfDay('2026-12-31')).toBe('2027-01-01T00:00:00+08:00');
    expect(startOfDay('2026-12-31')).toBe('2026-12-31T00:00:00+08:00');
  });
  test.each([
    ['2026-10-09T15:59:59.999Z', '2026-10-09'],
    ['2026-10-09T16:00:00Z', '2026-10-10'],
    ['2026-10-10T00:00:00+08:00', '2026-10-10'],
    ['2026-10-09T12:00:00-04:00', '2026-10-10'],
  ])('%s lies on %s', (instant, date) => expect(dateOf(instant)).toBe(date));
  test.each(['2026-10-09T16:00:00', '2026-10-09', 'now'])('%j is no instant', (text) =>
    expect(() => dateOf(text)).toThrow('notADate'),
  );

  test('a day runs from its start to its end, whatever zone this machine is in', () => {
    fc.assert(
      fc.property(day, (date) => {
        expect(dateOf(startOfDay(date))).toBe(date);
        expect(Date.parse(endOfDay(date)) - Date.parse(startOfDay(date))).toBe(86_400_000);
        expect(dateOf(new Date(Date.parse(endOfDay(date)) - 1).toISOString())).toBe(date);
      }),
    );
  });

  test('months: completing them and adding them agree', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 600 }), (start, months) => {
        const end = addMonths(start, months);
        expect(completedMonths(start, end)).toBe(months);
        if (months > 0) expect(completedMonths(start, addDays(end, -1))).toBe(months - 1);
        expect(daysBetween(start, end)).toBeGreaterThanOrEqual(28 * months);
      }),
    );
  });
});
