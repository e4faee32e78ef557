export { isDate, addDays, addMonths, daysBetween, weekday, completedMonths, inChinese } from './dates';
export { calendarYearSchema, calendarOf, isWorkingDay, isAnnounced } from './calendar';
export type { Calendar, CalendarYear } from './calendar';
export { SHIPPED_YEARS, SHIPPED_CALENDAR } from './shipped';
export { periodSchema, addPeriod, workingDaysBetween } from './period';
export type { Period } from './period';
export { startOfDay, endOfDay, dateOf } from './instants';
