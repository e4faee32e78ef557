import { addDays, dateOf, daysBetween, inChinese, weekday } from '../../domain/calendar';

const weekdays = ['日', '一', '二', '三', '四', '五', '六'] as const;

/**
 * A deadline's day and hour in Beijing. A deadline at midnight is the end of the day before, 24:00, as the law says it (Civil Code
 * art. 203): "28日 00:00" would cost somebody a day, one way or the other.
 */
function dayAndHour(instant: string): { day: string; hour: string } {
  const inZone = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  const hour = inZone.slice(11, 16);
  return hour === '00:00' ? { day: addDays(dateOf(instant), -1), hour: '24:00' } : { day: dateOf(instant), hour };
}

/** "2026年11月27日（星期五）24:00". */
export function inBeijing(instant: string): string {
  const { day, hour } = dayAndHour(instant);
  return `${inChinese(day)}（星期${weekdays[weekday(day)]}）${hour}`;
}

/** "11月27日 24:00", for subjects. */
export function shortly(instant: string): string {
  const { day, hour } = dayAndHour(instant);
  return `${inChinese(day).slice(5)} ${hour}`;
}

/** How long it is from an instant to a deadline, as people say it: "今天", "明天", "还有 3 天"; `over` when it has passed. */
export function remaining(from: string, deadline: string): string {
  if (Date.parse(deadline) <= Date.parse(from)) return 'over';
  const days = daysBetween(dateOf(from), dayAndHour(deadline).day);
  return days <= 0 ? '今天' : days === 1 ? '明天' : `还有 ${days} 天`;
}
