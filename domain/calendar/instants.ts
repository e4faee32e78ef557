import { RuleError } from '../arithmetic/exact';
import { addDays, isDate, type DateText } from './dates';

// Asia/Shanghai has had no daylight saving time since 1991; deadlines lie after that.
const OFFSET = '+08:00';
const OFFSET_MS = 8 * 3_600_000;
const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** 00:00 of a day in Asia/Shanghai, as "2026-03-01T00:00:00+08:00". Throws RuleError `notADate`. */
export function startOfDay(date: DateText): string {
  if (!isDate(date)) throw new RuleError('notADate', date);
  return `${date}T00:00:00${OFFSET}`;
}

/** 24:00 of a day in Asia/Shanghai (Civil Code art. 203), which is 00:00 of the next: the first instant that is too late. Throws RuleError `notADate`. */
export const endOfDay = (date: DateText): string => startOfDay(addDays(date, 1));

/** The day in Asia/Shanghai on which an instant lies; the instant is ISO text with an offset or Z. Throws RuleError `notADate`. */
export function dateOf(instant: string): DateText {
  const time = INSTANT.test(instant) ? Date.parse(instant.replace(' ', 'T')) : NaN;
  if (Number.isNaN(time)) throw new RuleError('notADate', instant);
  return new Date(time + OFFSET_MS).toISOString().slice(0, 10);
}
