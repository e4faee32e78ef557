/** An entry of somebody's own calendar. */
export interface CalendarEntry {
  /** The same for every mail about the same thing, so that a later mail replaces the entry of an earlier one. */
  readonly uid: string;
  readonly title: string;
  readonly text: string;
  readonly url: string;
  /** When it must be done: ISO 8601. */
  readonly due: string;
  readonly provisional: boolean;
  readonly withdrawn: boolean;
  /** When this was said: ISO 8601. */
  readonly saidAt: string;
}

/** The half hour before a deadline stands in the calendar; a midnight deadline then lies in the day that people mean. */
const HALF_HOUR = 30 * 60_000;

/**
 * A calendar file (RFC 5545) with alarms a day and two hours ahead. Instants are in UTC and there is no VTIMEZONE: every calendar
 * shows them rightly, whatever zone it believes to be in.
 */
export function calendarFile({ uid, title, text, url, due, provisional, withdrawn, saidAt }: CalendarEntry): string {
  const alarm = (before: string) => [
    ...[
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(title)}`,
      `TRIGGER;RELATED=END:-${before}`,
      'END:VALARM',
    ],
  ];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Xuanxian//Mailroom//ZH',
    `METHOD:${withdrawn ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${uid}`,
    // Grows with every later mail, as a calendar wants it of a newer version.
    `SEQUENCE:${Math.floor(Date.parse(saidAt) / 60_000)}`,
    `DTSTAMP:${utc(Date.parse(saidAt))}`,
    `DTSTART:${utc(Date.parse(due) - HALF_HOUR)}`,
    `DTEND:${utc(Date.parse(due))}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    `URL:${url}`,
    `STATUS:${withdrawn ? 'CANCELLED' : provisional ? 'TENTATIVE' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    ...(withdrawn ? [] : [...alarm('P1D'), ...alarm('PT2H')]),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const utc = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');

/** Lines of at most 75 octets, never cut inside a character; a continuation begins with a space. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      parts.push(part);
      [part, octets] = [' ', 1];
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
