import type { SendMailOptions } from 'nodemailer';
import { keyOf } from '../../records/digest';
import type { QueuedLetter } from '../../records/outbox';
import { mailAddress, oneLine } from './address';
import { calendarFile } from './calendar-file';
import { plainText, webPage, type Page } from './pages';
import { texts, type Text } from './texts';

export interface Sender {
  /** An address, or `name <address>`. */
  readonly from: string;
  /** Where people open the service: the beginning of every link. */
  readonly publicUrl: string;
}

/**
 * The whole mail for a letter, or null when the letter has no address that a mail can go to. The recipient is one address in the
 * envelope and in the header, whatever was typed as a name; a mail that is sent again carries the same Message-ID.
 */
export function mailOf(letter: QueuedLetter, { from, publicUrl }: Sender): SendMailOptions | null {
  const address = mailAddress(letter.address);
  if (!address) return null;
  const text = texts[letter.kind](letter);
  const page = pageOf(letter, text, publicUrl);
  const asked = mailAddress(letter.organiser.address);
  return {
    from,
    to: { name: oneLine(letter.name), address },
    ...(asked ? { replyTo: { name: oneLine(letter.organiser.name), address: asked } } : {}),
    subject: page.subject,
    text: plainText(page),
    html: webPage(page),
    messageId: `<${keyOf('mail', letter.visit, letter.purpose, letter.person)}@${hostOf(publicUrl)}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'zh-CN' },
    attachments: calendarOf(letter, text, page, publicUrl),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function pageOf(letter: QueuedLetter, text: Text, publicUrl: string): Page {
  const { department, name, address } = letter.organiser;
  const reachable = mailAddress(address);
  return {
    subject: oneLine(text.subject),
    salutation: `${oneLine(letter.name)}同志，您好：`,
    says: text.says,
    facts: [...(text.facts ?? []), ['所属工作', letter.campaign.title]],
    ...(text.action
      ? { action: { label: text.action.label, url: `${publicUrl.replace(/\/+$/, '')}${text.action.path}` } }
      : {}),
    notes: [
      ...(letter.window?.due && letter.window.provisional && text.calendar !== 'withdraw' ? [provisionalNote] : []),
      ...(text.notes ?? []),
    ],
    ask: `如有疑问，请联系经办人：${department} ${oneLine(name)}${reachable ? `（${reachable}），也可直接回复本邮件` : ''}。`,
    automatic: '本邮件由“选贤”系统根据选拔工作进程自动发出。',
  };
}

const provisionalNote = '期限暂定：期限所跨年度的放假安排尚未公布，公布后如有变化，会以新的期限为准。';

/** A voter's own link stays out of the calendar: calendars are shared and copied to other devices. */
function calendarOf(
  letter: QueuedLetter,
  { calendar, action }: Text,
  page: Page,
  publicUrl: string,
): SendMailOptions['attachments'] {
  const { window } = letter;
  if (!calendar || !window?.due) return [];
  const url = letter.kind === 'ballot' || !action ? publicUrl : (page.action?.url ?? publicUrl);
  const content = calendarFile({
    uid: `${keyOf('deadline', window.id, letter.person)}@${hostOf(publicUrl)}`,
    title: `截止：${oneLine(window.title)}${window.provisional ? '（暂定）' : ''}`,
    text: `${letter.campaign.title}\n${letter.kind === 'ballot' ? '请使用邮件中您个人的投票链接。' : url}`,
    url,
    due: window.due,
    provisional: window.provisional,
    withdrawn: calendar === 'withdraw',
    saidAt: letter.queuedAt,
  });
  // In base64 its line ends, which calendars insist on, arrive as they were written.
  return [
    {
      filename: '截止时间.ics',
      contentType: 'text/calendar; charset=utf-8',
      contentTransferEncoding: 'base64',
      content,
    },
  ];
}

const hostOf = (url: string): string => new URL(url).hostname;
