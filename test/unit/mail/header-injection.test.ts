import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import PostalMime from 'postal-mime';
import { mailOf } from '../../../activities/mail/mail';
import { everyKind, letter, scoring, sender } from './letters';

const composer = createTransport({ streamTransport: true, buffer: true });

async function sent(mail: NonNullable<ReturnType<typeof mailOf>>) {
  const { message, envelope } = await composer.sendMail(mail);
  return { envelope, parsed: await PostalMime.parse(message as Buffer) };
}

const headersOf = (parsed: Awaited<ReturnType<typeof PostalMime.parse>>) => parsed.headers.map(({ key }) => key).sort();
const expected = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'reply-to',
  'subject',
  'to',
];

/** What people type, and what people try. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '\r\nBcc: evil@example.org',
        '\nTo: evil@example.org',
        '\r\n\r\n<script>',
        '\u2028Cc: evil@example.org',
        '\u0085X-Evil: 1',
        '\0',
        '\ud800',
        ', evil@example.org',
        '; evil@example.org',
        '" <evil@example.org>, "',
        '<evil@example.org>',
        '=?utf-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?=',
        '张三',
        '\\',
        '(evil@example.org)',
        ':evil@example.org;',
        '\u202eevil',
        '%0d%0aBcc: evil@example.org',
        '欧阳·买买提',
      ),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

it('has the same headers and one recipient, whatever names, titles and subjects hold', async () => {
  await fc.assert(
    fc.asyncProperty(
      nasty,
      nasty,
      nasty,
      nasty,
      fc.constantFrom(...Object.values(everyKind)),
      async (name, title, organiser, term, each) => {
        const mail = mailOf(
          letter(each.kind, {
            name,
            window: { ...scoring, title, id: title },
            stage: title,
            campaign: { id: title, title },
            posts: { centre: title },
            organiser: { department: title, name: organiser, address: 'lisi@example.gov.cn' },
            terms: {
              post: 'centre',
              note: term,
              reason: term,
              reasons: [term],
              score: term,
              token: term,
              number: term,
              head: term,
            },
          }),
          sender,
        );
        const { envelope, parsed } = await sent(mail!);
        expect(envelope.to).toEqual(['zhangsan@example.gov.cn']);
        expect(headersOf(parsed)).toEqual(expected);
        expect(parsed.to?.map(({ address }) => address)).toEqual(['zhangsan@example.gov.cn']);
        expect(parsed.replyTo?.map(({ address }) => address)).toEqual(['lisi@example.gov.cn']);
        expect(parsed.from?.address).toBe('xuanxian@example.gov.cn');
        expect([parsed.cc ?? [], parsed.bcc ?? []]).toEqual([[], []]);
      },
    ),
    { numRuns: 600 },
  );
}, 60_000);

it('writes to one address or to none, whatever stands in the row', async () => {
  const local = fc.oneof(nasty, fc.constantFrom('zhang.san', 'a', '张三'));
  const domain = fc.oneof(nasty, fc.constantFrom('example.gov.cn', '例子.中国', 'localhost'));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        nasty,
        fc.tuple(local, domain).map(([before, after]) => `${before}@${after}`),
      ),
      async (address) => {
        const mail = mailOf(letter('task', { address }), sender);
        if (!mail) return;
        const { envelope, parsed } = await sent(mail);
        expect(envelope.to).toHaveLength(1);
        expect(headersOf(parsed)).toEqual(expected);
        expect(parsed.to).toHaveLength(1);
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);

it('keeps the Message-ID of a letter, and gives every letter its own', () => {
  const idOf = (change: Parameters<typeof letter>[1]) => mailOf(letter('task', change), sender)?.messageId;
  expect(idOf({ name: '改名', terms: { changed: true } })).toBe(idOf({}));
  expect(idOf({})).toMatch(/^<[0-9a-f]{32}@xuanxian\.example\.gov\.cn>$/);
  expect(new Set([idOf({}), idOf({ visit: 'x' }), idOf({ purpose: 'x' }), idOf({ person: 'x' })]).size).toBe(4);
});
