import {
  addPeriod,
  calendarOf,
  calendarYearSchema,
  dateOf,
  endOfDay,
  SHIPPED_YEARS,
  type Calendar,
  type CalendarYear,
  type Period,
} from '../domain/calendar';
import { atClock, json, type Records, type Tx } from './database';

/** The papers that are known: those this version was shipped with and those an administrator entered. */
export async function knownCalendar(db: Records | Tx): Promise<Calendar> {
  const rows = await db.selectFrom('calendar_year').select('content').execute();
  return calendarOf([...SHIPPED_YEARS, ...rows.map(({ content }) => calendarYearSchema.parse(content))]);
}

/** Keeps a year's paper; a correction of the same year needs a higher version. */
export async function enterCalendarYear(tx: Tx, paper: CalendarYear): Promise<void> {
  await tx
    .insertInto('calendar_year')
    .values({ year: paper.year, version: paper.version, content: json(paper), entered_at: atClock })
    .execute();
}

export interface Deadline {
  readonly due_at: string;
  readonly provisional: boolean;
  readonly calendar: string;
}

/** The instant at which a period that starts now ends: 24:00 of its last day in Shanghai, and the papers it rests on. */
export function deadlineOf(calendar: Calendar, period: Period, from: string): Deadline {
  const { lastDay, provisional, years } = addPeriod(calendar, period, dateOf(from));
  return {
    due_at: new Date(endOfDay(lastDay)).toISOString(),
    provisional,
    calendar: years.map(({ year, version }) => `${year}/${version ?? '未公布'}`).join(' '),
  };
}
