export {
  isDate,
  dateSchema,
  addDays,
  addMonths,
  daysBetween,
  weekday,
  yearOf,
  completedMonths,
  completedYears,
  inChinese,
} from './dates';
export type { DateText } from './dates';
export { calendarYearSchema, calendarOf, isWorkingDay, isAnnounced, papersFor } from './calendar';
export type { Calendar, CalendarYear, PaperUsed } from './calendar';
export { SHIPPED_YEARS, SHIPPED_CALENDAR } from './shipped';
export { periodSchema, addPeriod, workingDaysBetween } from './period';
export type { Period, PeriodEnd } from './period';
export { startOfDay, endOfDay, dateOf } from './instants';
