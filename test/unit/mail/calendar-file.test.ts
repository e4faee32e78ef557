import fc from 'fast-check';
import { calendarFile, type CalendarEntry } from '../../../activities/mail/calendar-file';

const entry: CalendarEntry = {
  uid: '1a2b@xuanxian.example.gov.cn',
  title: '截止：面试评分',
  text: '某方案；第一、二职位, 甲\\乙\n二行',
  url: 'https://xuanxian.example.gov.cn/tasks/1',
  due: '2026-12-04T16:00:00.000Z',
  provisional: false,
  withdrawn: false,
  saidAt: '2026-11-30T01:30:00.000Z',
};

/** RFC 5545, 3.1 and 3.3.11, the other way round. */
const unfolded = (file: string) => file.replace(/\r\n /g, '').split('\r\n').slice(0, -1);
const valueOf = (file: string, name: string) =>
  unfolded(file)
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1);
const unescaped = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark));

it('is this, to the letter', () => {
  expect(unfolded(calendarFile(entry))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Xuanxian//Mailroom//ZH',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:1a2b@xuanxian.example.gov.cn',
    'SEQUENCE:29933370',
    'DTSTAMP:20261130T013000Z',
    'DTSTART:20261204T153000Z',
    'DTEND:20261204T160000Z',
    'SUMMARY:截止：面试评分',
    'DESCRIPTION:某方案；第一、二职位\\, 甲\\\\乙\\n二行',
    'URL:https://xuanxian.example.gov.cn/tasks/1',
    'STATUS:CONFIRMED',
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:截止：面试评分',
    'TRIGGER;RELATED=END:-P1D',
    'END:VALARM',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:截止：面试评分',
    'TRIGGER;RELATED=END:-PT2H',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
});

it('is tentative while the deadline is provisional, and takes the entry back when the task is', () => {
  expect(valueOf(calendarFile({ ...entry, provisional: true }), 'STATUS')).toBe('TENTATIVE');
  const gone = calendarFile({ ...entry, withdrawn: true });
  expect([valueOf(gone, 'METHOD'), valueOf(gone, 'STATUS'), valueOf(gone, 'UID')]).toEqual([
    'CANCEL',
    'CANCELLED',
    entry.uid,
  ]);
  expect(gone).not.toContain('VALARM');
});

it('folds at 75 octets without cutting a character, and everything typed comes back', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('长', '𠮷', 'a', ';', ',', '\\', '\n', 'n', 'END:VEVENT\n'), maxLength: 200 }),
      (title, text) => {
        const file = calendarFile({ ...entry, title: title.replace(/[\r\n]/g, ''), text });
        expect(Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
        expect(Buffer.from(file).toString()).toBe(file);
        expect(unescaped(valueOf(file, 'DESCRIPTION')!)).toBe(text);
        expect(unescaped(valueOf(file, 'SUMMARY')!)).toBe(title.replace(/[\r\n]/g, ''));
        expect(unfolded(file).filter((line) => line === 'END:VEVENT')).toHaveLength(1);
      },
    ),
    { numRuns: 500 },
  );
});
