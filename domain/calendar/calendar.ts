import { z } from 'zod';
import { dateSchema, weekday, yearOf, type DateText } from './dates';

/** One paper of the State Council on holidays (国务院办公厅关于某年部分节假日安排的通知). Its days may lie in the neighbouring years. */
export const calendarYearSchema = z
  .strictObject({
    year: z.int().min(1949).max(2199),
    paper: z.string().min(1),
    published: dateSchema,
    version: z.int().min(1),
    off: z.array(dateSchema),
    work: z.array(dateSchema),
  })
  .refine(({ off, work }) => new Set([...off, ...work]).size === off.length + work.length, {
    error: '同一天重复出现 (a day is listed twice)',
  })
  .refine(({ year, off, work }) => [...off, ...work].every((day) => Math.abs(yearOf(day) - year) <= 1), {
    error: '日期不属于该年或相邻年份 (a day is outside the year and its neighbours)',
  })
  .refine(({ work }) => work.every((day) => [0, 6].includes(weekday(day))), {
    error: '调休上班日应为周六或周日 (a make-up day must be a Saturday or Sunday)',
  });
export type CalendarYear = z.infer<typeof calendarYearSchema>;

/** Papers put together. Make one with `calendarOf`. */
export interface Calendar {
  readonly years: ReadonlyMap<number, CalendarYear>;
  readonly days: ReadonlyMap<DateText, 'off' | 'work'>;
}

/** The paper of a year that a result rests on; version null: it is not announced (or not loaded) yet. */
export interface PaperUsed {
  readonly year: number;
  readonly version: number | null;
}

// A paper reaches back over New Year: that of 2019 made 2018-12-29 a working day and gave 2018-12-31 off. Never further than
// this, so the rest of a year is settled by its own paper.
const NEXT_PAPER_FROM = '12-25';

/** Of several versions of a year the highest counts; where papers name the same day, the later published one. */
export function calendarOf(papers: readonly CalendarYear[]): Calendar {
  const years = new Map<number, CalendarYear>();
  for (const paper of papers) {
    const known = years.get(paper.year);
    if (!known || known.version < paper.version) years.set(paper.year, paper);
  }
  const days = new Map<DateText, 'off' | 'work'>();
  for (const paper of [...years.values()].sort((a, b) => (a.published < b.published ? -1 : 1))) {
    for (const day of paper.off) days.set(day, 'off');
    for (const day of paper.work) days.set(day, 'work');
  }
  return { years, days };
}

/** A weekday that is not off, or a make-up day. Of a year that is not announced it is only a guess: ask `isAnnounced`. Throws RuleError `notADate`. */
export function isWorkingDay(calendar: Calendar, date: DateText): boolean {
  const named = calendar.days.get(date);
  const day = weekday(date);
  return named ? named === 'work' : day !== 0 && day !== 6;
}

/** Whether every paper that can still change this day is out; the last week of December waits for the next year's. */
export const isAnnounced = (calendar: Calendar, date: DateText): boolean =>
  papersFor(calendar, date).every((paper) => paper.version !== null);

/** The papers that say whether this day is a working day. */
export function papersFor(calendar: Calendar, date: DateText): readonly PaperUsed[] {
  const year = yearOf(date);
  const deciding = date.slice(5) >= NEXT_PAPER_FROM ? [year, year + 1] : [year];
  return deciding.map((one) => ({ year: one, version: calendar.years.get(one)?.version ?? null }));
}
