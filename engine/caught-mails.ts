import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Address, type Attachment } from 'postal-mime';

/** A mail as it was handed over: who it was really for, and what it says. */
export interface CaughtMail {
  id: string;
  /** ISO 8601, when it was taken over. */
  received: string;
  /** The header's sender, as `名字 <address>`. */
  from: string;
  /** The addresses of the SMTP envelope, blind copies included. */
  to: string[];
  subject: string;
  messageId: string | undefined;
  text: string | undefined;
  html: string | undefined;
  attachments: CaughtAttachment[];
}

/** A file that came with a mail. */
export interface CaughtAttachment {
  fileName: string;
  mediaType: string;
  content: Buffer;
}

/** Mails as they came, byte for byte, in a folder or in memory; newest first. */
export interface CaughtMails {
  keep(envelope: { to: string[] }, raw: Buffer): Promise<void>;
  all(): Promise<CaughtMail[]>;
  find(id: string): Promise<CaughtMail | undefined>;
}

/** Our own header line in front of a kept mail: the envelope is not part of a mail, and blind copies are only there. */
const ENVELOPE = 'X-Caught-For';

/** @param dir where each mail is an `.eml` file, found again by the next start; memory when absent. */
export async function caughtMails(dir: string | undefined): Promise<CaughtMails> {
  const mails = new Map<string, CaughtMail>();
  if (dir) {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    for (const name of (await readdir(dir)).filter((entry) => entry.endsWith('.eml')).sort()) {
      const id = name.slice(0, -'.eml'.length);
      mails.set(id, await read(id, await readFile(join(dir, name))));
    }
  }
  return {
    keep: async (envelope, raw) => {
      // The name sorts by time and says it, so a folder needs no index.
      const id = `${new Date().toISOString().replaceAll(':', '.')}_${randomUUID().slice(0, 8)}`;
      const kept = Buffer.concat([Buffer.from(`${ENVELOPE}: ${envelope.to.join(', ')}\r\n`), raw]);
      const mail = await read(id, kept);
      if (dir) {
        await writeFile(join(dir, `${id}.new`), kept, { mode: 0o600 });
        await rename(join(dir, `${id}.new`), join(dir, `${id}.eml`));
      }
      mails.set(id, mail);
    },
    all: () => Promise.resolve([...mails.values()].reverse()),
    find: (id) => Promise.resolve(mails.get(id)),
  };
}

async function read(id: string, raw: Buffer): Promise<CaughtMail> {
  const email = await PostalMime.parse(raw);
  const envelope = email.headers.find(({ key }) => key === ENVELOPE.toLowerCase())?.value ?? '';
  return {
    id,
    received: id.slice(0, id.indexOf('_')).replace(/(\d\d)\.(\d\d)\.(\d\d)/, '$1:$2:$3'),
    from: written(email.from),
    to: envelope.split(', ').filter(Boolean),
    subject: email.subject ?? '',
    messageId: email.messageId,
    text: email.text,
    html: email.html,
    attachments: email.attachments.map(caught),
  };
}

function caught(attachment: Attachment, index: number): CaughtAttachment {
  const { content, mimeType } = attachment;
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
  return { fileName: attachment.filename ?? `${index + 1}`, mediaType: mimeType, content: canonical(mimeType, bytes) };
}

/** The parser ends the lines of a part sent as plain text with LF; a calendar's lines end with CRLF (RFC 5545). */
function canonical(mediaType: string, bytes: Buffer): Buffer {
  return mediaType === 'text/calendar' ? Buffer.from(bytes.toString('utf8').replace(/\r?\n/g, '\r\n')) : bytes;
}

function written(address: Address | undefined): string {
  if (!address?.address) return address?.name ?? '';
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
