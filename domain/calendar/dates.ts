import { z } from 'zod';
import { RuleError } from '../arithmetic/exact';

/** A day as text, YYYY-MM-DD. All sums are made in UTC, so that no machine's time zone can move a day. */
export type DateText = string;

const DAY = 86_400_000;
const DATE = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** A day that exists, from 1900 to 2199. */
export function isDate(text: string): boolean {
  return DATE.test(text) && iso(Date.parse(text)) === text;
}

export const dateSchema = z
  .string()
  .refine(isDate, { error: '应为日期，如 2026-03-01 (a date such as 2026-03-01)' })
  .meta({ format: 'date' });

/** Throws RuleError `notADate`. */
export function addDays(date: DateText, days: number): DateText {
  return checked(iso(millis(date) + days * DAY));
}

/** The same day of a later (or earlier) month; where it does not exist, that month's last day (Civil Code art. 202). Throws RuleError `notADate`. */
export function addMonths(date: DateText, months: number): DateText {
  const start = new Date(millis(date));
  const first = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1);
  return checked(iso(first + (Math.min(start.getUTCDate(), daysInMonth(first)) - 1) * DAY));
}

/** Days from one date to another; negative when the second is earlier. Throws RuleError `notADate`. */
export const daysBetween = (from: DateText, to: DateText): number => (millis(to) - millis(from)) / DAY;

/** 0 Sunday … 6 Saturday. Throws RuleError `notADate`. */
export const weekday = (date: DateText): number => new Date(millis(date)).getUTCDay();

export const yearOf = (date: DateText): number => Number(date.slice(0, 4));

/** Whole months from one date to another (满几个月); 0 when the second is earlier. Throws RuleError `notADate`. */
export function completedMonths(from: DateText, to: DateText): number {
  if (daysBetween(from, to) < 0) return 0;
  const months = (yearOf(to) - yearOf(from)) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return addMonths(from, months) <= to ? months : months - 1;
}

/** Whole years from one date to another (满几年, 周岁); 0 when the second is earlier. Throws RuleError `notADate`. */
export const completedYears = (from: DateText, to: DateText): number => Math.floor(completedMonths(from, to) / 12);

/** "2026年3月1日", as public papers write it. */
export function inChinese(date: DateText): string {
  const [year, month, day] = checked(date).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function checked(date: DateText): DateText {
  if (!isDate(date)) throw new RuleError('notADate', date);
  return date;
}

function millis(date: DateText): number {
  return Date.parse(checked(date));
}

function daysInMonth(firstOfMonth: number): number {
  const first = new Date(firstOfMonth);
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
}

function iso(time: number): DateText {
  return Number.isFinite(time) && Math.abs(time) < 8e15 ? new Date(time).toISOString().slice(0, 10) : '';
}
