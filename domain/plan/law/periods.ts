import type { Period } from '../terms';

// Statutory holidays can take two weeks out of a stretch of days (New Year and Spring Festival close together); weekends two of seven.
const MOST_HOLIDAYS = 14;

// Counting the first day leaves one day less of the public's time (Civil Code art. 201).
const whole = ({ n, countFirst }: Period): number => n - (countFirst ? 1 : 0);

const SHORTEST = { month: 28, year: 365 } as const;

/** As many working days as a period has for certain, whenever it begins. */
export function surelyWorkingDays(period: Period): number {
  if (period.unit === 'workingDay') return whole(period);
  return Math.max(0, Math.floor(((surelyCalendarDays(period) - MOST_HOLIDAYS) * 5) / 7));
}

/** As many calendar days as a period has for certain: make-up days can put working days next to each other. */
export function surelyCalendarDays(period: Period): number {
  if (period.unit === 'workingDay' || period.unit === 'calendarDay') return whole(period);
  return period.n * SHORTEST[period.unit] - (period.countFirst ? 1 : 0);
}

const UNITS = {
  workingDay: ['个工作日', 'working days'],
  calendarDay: ['个自然日', 'calendar days'],
  month: ['个月', 'months'],
  year: ['年', 'years'],
} as const;

/** "3 个工作日" and "3 working days". */
export function periodText({ n, unit, countFirst }: Period): { zh: string; en: string } {
  const [zh, en] = UNITS[unit];
  return { zh: `${n} ${zh}${countFirst ? '（含首日）' : ''}`, en: `${n} ${en}${countFirst ? ' with the first' : ''}` };
}
