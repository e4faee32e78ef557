export type { DateText } from './dates';
export {
  dateSchema,
  isDate,
  addDays,
  addMonths,
  daysBetween,
  weekday,
  completedMonths,
  inChinese,
  yearOf,
} from './dates';
export { recurrenceSchema, occurrencesIn, nextOccurrence, endOfYear, newYearAfter } from './recurrence';
export type { Occurrence } from './recurrence';
export { calendarYearSchema, calendarOf, isWorkingDay, isAnnounced } from './calendar';
export type { Calendar, CalendarYear } from './calendar';
export { SHIPPED_YEARS, SHIPPED_CALENDAR } from './shipped';
export { periodSchema, addPeriod, workingDaysBetween } from './period';
export type { Period } from './period';
export { startOfDay, endOfDay, dateOf } from './instants';
