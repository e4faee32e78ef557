import year2026 from '../../domain/calendar/years/2026.json';

/** A period as plans write it; the model's plans count in these two units and in months. */
export interface Days {
  readonly n: number;
  readonly unit: 'workingDay' | 'calendarDay' | 'month';
  readonly countFirst?: boolean;
}

const dayMs = 86_400_000;
const beijingMs = 8 * 3_600_000;

/** Days since 1970 in Beijing on which an instant (ms) lies. */
export const dayOf = (instant: number): number => Math.floor((instant + beijingMs) / dayMs);
/** The instant at which a day is over. */
export const endOf = (day: number): number => (day + 1) * dayMs - beijingMs;

const text = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
const [off, work] = [new Set<string>(year2026.off), new Set<string>(year2026.work)];

/** Weekends are days off, unless the paper of the year says otherwise. */
function isWorking(day: number): boolean {
  const weekday = new Date(day * dayMs).getUTCDay();
  return work.has(text(day)) || (weekday !== 0 && weekday !== 6 && !off.has(text(day)));
}

/** The last day of a period that starts on a day. */
export function lastDay(start: number, { n, unit, countFirst = false }: Days): number {
  if (unit === 'month') {
    const first = new Date(start * dayMs);
    const wanted = first.getUTCMonth() + n;
    const monthEnd = new Date(Date.UTC(first.getUTCFullYear(), wanted + 1, 0)).getUTCDate();
    return Date.UTC(first.getUTCFullYear(), wanted, Math.min(first.getUTCDate(), monthEnd)) / dayMs;
  }
  let day = countFirst ? start - 1 : start;
  for (let left = n; left > 0;) if (++day && (unit === 'calendarDay' || isWorking(day))) left--;
  return day;
}

/** What is left of a period that ends on a day, when it is stopped on another; that day among it. */
export function leftOf({ unit }: Days, stopped: number, last: number): Days {
  let n = 0;
  for (let day = stopped; day <= last; day++) if (unit !== 'workingDay' || isWorking(day)) n++;
  return { n: Math.max(1, n), unit: unit === 'workingDay' ? unit : 'calendarDay', countFirst: true };
}
