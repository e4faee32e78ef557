import { z } from 'zod';
import { addDays, addMonths, isDate, yearOf, type DateText } from './dates';

const year = z.int().min(1900).max(2199);
/** A day of any year, MM-DD; 02-29 is none, for it is not there every year. */
const monthDay = z
  .string()
  .refine((text) => isDate(`2026-${text}`), { error: '应为月-日，如 07-21 (month and day, such as 07-21)' });

/** In which of the years: every one (the default), every so many from `first` on, or one only. */
const years = {
  everyYears: z.int().min(1).max(20).default(1).describe('每几年一次 · once in so many years'),
  first: year.optional().describe('自哪一年起；缺省为启动之年 · from which year on; the year of the start by default'),
  once: z.boolean().default(false).describe('只办一次，不逐年重复 · once only'),
  announced: z
    .boolean()
    .default(false)
    .describe('时间由外部确定，公布以前为暂定 · set from outside; provisional until announced'),
};

/** When something comes round (办理时间): a month, a stretch of the year, or so many times a year, evenly. */
export const recurrenceSchema = z.union([
  z.strictObject({ month: z.int().min(1).max(12).describe('几月 · which month'), ...years }),
  z
    .strictObject({
      from: monthDay.describe('自哪天，如 07-21 · from which day'),
      to: monthDay.describe('至哪天，如 08-10 · to which day'),
      ...years,
    })
    .refine(({ from, to }) => from <= to, { error: '起止应在同一年内 (both days in one year, the first first)' }),
  z.strictObject({
    times: z.literal([1, 2, 3, 4, 6, 12]).describe('每年几次，各占相等的月数 · so many times a year'),
    ...years,
  }),
]);
export type Recurrence = z.output<typeof recurrenceSchema>;

/** One time that something comes round, both days included. */
export interface Occurrence {
  readonly from: DateText;
  readonly to: DateText;
}

const pad = (month: number): string => String(month).padStart(2, '0');

/** The occurrences of one year in order. @param begins the year of the start, which counts where no `first` is written */
export function occurrencesIn(when: Recurrence, inYear: number, begins: number): Occurrence[] {
  const since = inYear - (when.first ?? begins);
  if (since < 0 || since % when.everyYears !== 0 || (when.once && since > 0)) return [];
  if ('from' in when) return [{ from: `${inYear}-${when.from}`, to: `${inYear}-${when.to}` }];
  const [first, times, length] = 'month' in when ? [when.month, 1, 1] : [1, when.times, 12 / when.times];
  return Array.from({ length: times }, (_, nth) => {
    const from = `${inYear}-${pad(first + nth * length)}-01`;
    return { from, to: addDays(addMonths(from, length), -1) };
  });
}

/**
 * The next occurrence: at the start (`after` null) the first that is not over on the day of the start, later the first that begins
 * after `after` began. Undefined when nothing comes any more.
 *
 * @param through the last year whose occurrences count; without it there is no end
 */
export function nextOccurrence(
  when: Recurrence,
  starts: DateText,
  after: DateText | null,
  through: number = Infinity,
): Occurrence | undefined {
  const begins = yearOf(starts);
  const from = Math.max(after === null ? begins : yearOf(after), when.first ?? begins);
  const last = Math.min(through, from + when.everyYears);
  for (let each = from; each <= last; each++) {
    const next = occurrencesIn(when, each, begins).find((one) =>
      after === null ? one.to >= starts : one.from > after,
    );
    if (next) return next;
  }
  return undefined;
}

export const endOfYear = (date: DateText): DateText => `${yearOf(date)}-12-31`;
export const newYearAfter = (date: DateText): DateText => `${yearOf(date) + 1}-01-01`;
