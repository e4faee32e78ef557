import type { Period } from '../terms';

// Statutory holidays can take two weeks out of a stretch of days (New Year and Spring Festival close together); weekends two of seven.
const MOST_HOLIDAYS = 14;

// Counting the first day leaves one day less of the public's time (Civil Code art. 201).
const whole = ({ n, countFirst }: Stretch): number => n - (countFirst ? 1 : 0);

type Stretch = Omit<Period, 'and'>;
/** Of a period of both kinds the later end holds: it has for certain what either has. */
const most = ({ and, ...period }: Period, of: (stretch: Stretch) => number): number =>
  Math.max(of(period), and ? of(and) : 0);

const SHORTEST = { month: 28, year: 365 } as const;

/** How long a notice stands, as far as it is known. */
export const periodOf = (values: object): Period | undefined => (values as { period?: Period }).period;

/** As many working days as a period has for certain, whenever it begins. */
export const surelyWorkingDays = (period: Period): number => most(period, workingDaysIn);

function workingDaysIn(period: Stretch): number {
  if (period.unit === 'workingDay') return whole(period);
  return Math.max(0, Math.floor(((calendarDaysIn(period) - MOST_HOLIDAYS) * 5) / 7));
}

/** As many calendar days as a period has for certain: make-up days can put working days next to each other. */
export const surelyCalendarDays = (period: Period): number => most(period, calendarDaysIn);

function calendarDaysIn(period: Stretch): number {
  if (period.unit === 'workingDay' || period.unit === 'calendarDay') return whole(period);
  return period.n * SHORTEST[period.unit] - (period.countFirst ? 1 : 0);
}

/** Weekends take two days of seven; a year of months or of days is 366. */
const LONGEST = { workingDay: 7 / 5, calendarDay: 1, month: 30.5, year: 366 } as const;

/** As many calendar days as a period has at most, holidays aside. */
export const mostDays = (period: Period): number => most(period, ({ n, unit }) => n * LONGEST[unit]);

const UNITS = {
  workingDay: ['个工作日', 'working days'],
  calendarDay: ['个自然日', 'calendar days'],
  month: ['个月', 'months'],
  year: ['年', 'years'],
} as const;

/** "3 个工作日" and "3 working days". */
export function periodText({ n, unit, countFirst, and }: Period): { zh: string; en: string } {
  const [zh, en] = UNITS[unit];
  const more = and && periodText(and);
  return {
    zh: `${n} ${zh}${countFirst ? '（含首日）' : ''}${more ? `且不少于 ${more.zh}` : ''}`,
    en: `${n} ${en}${countFirst ? ' with the first' : ''}${more ? ` and no less than ${more.en}` : ''}`,
  };
}
