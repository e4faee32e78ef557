import { z } from 'zod';
import { count } from '../arithmetic/share';
import { isWorkingDay, papersFor, type Calendar, type PaperUsed } from './calendar';
import { addDays, addMonths, daysBetween, type DateText } from './dates';

const stretch = {
  n: z.int().min(1).max(3660),
  unit: z.enum(['workingDay', 'calendarDay', 'month', 'year']),
  /** Whether the day it starts on counts. Default no (Civil Code art. 201): the later end satisfies both readings. */
  countFirst: z.boolean().optional(),
  /** Whether a period that ends on a day off ends on the next working day (Civil Code art. 203). Default no: notices count plain days. */
  rollToWorkingDay: z.boolean().optional(),
};

/** A period as a plan writes it: 5 working days, 7 calendar days, 1 year. */
export const periodSchema = z.strictObject({
  ...stretch,
  /** Both at once, as 5 working days and no less than 7 days: the later end holds. */
  and: z.strictObject(stretch).optional(),
});
export type Period = z.infer<typeof periodSchema>;

/** Where a count over the calendar ends, and what it rests on. */
export interface PeriodEnd {
  readonly lastDay: DateText;
  /** 暂定: a paper that can still move the last day is not out. */
  readonly provisional: boolean;
  readonly years: readonly PaperUsed[];
}

/** The last day of a period; it closes at 24:00 of that day (`endOfDay`). Throws RuleError `notADate`, `notACount`. */
export function addPeriod(calendar: Calendar, { and, ...period }: Period, start: DateText): PeriodEnd {
  const end = addStretch(calendar, period, start);
  return and ? later(end, addStretch(calendar, and, start)) : end;
}

/** The later end, resting on what both rest on: a paper that is not out may still move either. */
function later(a: PeriodEnd, b: PeriodEnd): PeriodEnd {
  const years = new Map([...a.years, ...b.years].map((paper) => [paper.year, paper]));
  return {
    lastDay: daysBetween(a.lastDay, b.lastDay) > 0 ? b.lastDay : a.lastDay,
    provisional: a.provisional || b.provisional,
    years: [...years.values()].sort((one, other) => one.year - other.year),
  };
}

function addStretch(calendar: Calendar, period: Omit<Period, 'and'>, start: DateText): PeriodEnd {
  count(period.n);
  if (period.unit === 'workingDay')
    return addWorkingDays(calendar, period.n, addDays(start, period.countFirst ? -1 : 0));
  const lastDay =
    period.unit === 'calendarDay'
      ? addDays(start, period.n - (period.countFirst ? 1 : 0))
      : addWholeMonths(period, start);
  if (!period.rollToWorkingDay) return { lastDay, provisional: false, years: [] };
  return addWorkingDays(calendar, 1, addDays(lastDay, -1));
}

/** Working days after `after`, up to and including `through`: the inverse of `addPeriod`, and what is left of a period that is suspended on `after`. */
export function workingDaysBetween(
  calendar: Calendar,
  after: DateText,
  through: DateText,
): Omit<PeriodEnd, 'lastDay'> & { readonly days: number } {
  const used = new Papers(calendar);
  let days = 0;
  for (let date = addDays(after, 1); daysBetween(date, through) >= 0; date = addDays(date, 1)) {
    used.add(date);
    if (isWorkingDay(calendar, date)) days += 1;
  }
  return { days, ...used.result() };
}

// n = 0 is the day itself: nothing is left to count.
function addWorkingDays(calendar: Calendar, n: number, after: DateText): PeriodEnd {
  const used = new Papers(calendar);
  let lastDay = after;
  for (let left = n; left > 0;) {
    lastDay = addDays(lastDay, 1);
    used.add(lastDay);
    if (isWorkingDay(calendar, lastDay)) left -= 1;
  }
  return { lastDay, ...used.result() };
}

// Art. 202: the last day is the corresponding one, or the month's last where there is none. Counting the first day ends it a
// day earlier, but never before a month's end that stands in for the corresponding day.
function addWholeMonths({ n, unit, countFirst }: Period, start: DateText): DateText {
  const corresponding = addMonths(start, unit === 'year' ? 12 * n : n);
  const standsIn = corresponding.slice(8) !== start.slice(8);
  return countFirst && !standsIn ? addDays(corresponding, -1) : corresponding;
}

class Papers {
  private readonly used = new Map<number, PaperUsed>();
  constructor(private readonly calendar: Calendar) {}

  add(date: DateText): void {
    for (const paper of papersFor(this.calendar, date)) this.used.set(paper.year, paper);
  }

  result(): Omit<PeriodEnd, 'lastDay'> {
    const years = [...this.used.values()].sort((a, b) => a.year - b.year);
    return { provisional: years.some((paper) => paper.version === null), years };
  }
}
