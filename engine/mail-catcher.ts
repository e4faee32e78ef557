import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { caughtMails, type CaughtMail, type CaughtMails } from './caught-mails';
import { mailPages } from './mail-pages';

export type { CaughtMail } from './caught-mails';

/** Where the catcher listens (loopback; 0 takes any free port) and where it keeps what it caught (memory without `dir`). */
export interface MailCatcherSettings {
  smtpPort: number;
  webPort: number;
  dir?: string;
}

/** A mail server that delivers nothing and shows everything. */
export interface MailCatcher {
  /** For SMTP_URL. */
  smtpUrl: string;
  /** A page that lists what was sent. */
  webUrl: string;
  /** What was sent, newest first. */
  messages(): Promise<CaughtMail[]>;
  stop(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
/** A letter with its attachments, in bytes. */
const LARGEST_MAIL = 25 * 1024 * 1024;

/** @throws when a port is taken. */
export async function startMailCatcher(settings: MailCatcherSettings): Promise<MailCatcher> {
  const mails = await caughtMails(settings.dir);
  const smtp = smtpServer(mails);
  const smtpPort = await listening(smtp.server as unknown as Server, () => smtp.listen(settings.smtpPort, LOOPBACK));
  let web: Server | undefined;
  try {
    web = await new Promise<Server>((resolve, reject) => {
      const server = mailPages(mails).listen(settings.webPort, LOOPBACK, (error?: Error) =>
        error ? reject(error) : resolve(server),
      );
    });
  } catch (error) {
    await closed(smtp);
    throw error;
  }
  const pages = web;
  return {
    smtpUrl: `smtp://${LOOPBACK}:${smtpPort}`,
    webUrl: `http://${LOOPBACK}:${(pages.address() as AddressInfo).port}`,
    messages: () => mails.all(),
    stop: async () => {
      await closed(smtp);
      pages.closeAllConnections();
      await new Promise((resolve) => pages.close(resolve));
    },
  };
}

/** It takes mail from everybody on this machine, without a password and without TLS: nothing leaves the machine. */
function smtpServer(mails: CaughtMails): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    banner: 'xuanxian mail catcher',
    size: LARGEST_MAIL,
    closeTimeout: 500,
    onAuth: (auth, _session, answer) => answer(null, { user: auth.username ?? 'anybody' }),
    onData: (stream, session, answer) => {
      take(mails, stream, session).then(
        () => answer(null),
        (error: Error) => answer(error),
      );
    },
  });
  // A client that hangs up in the middle is its own affair.
  server.on('error', () => undefined);
  return server;
}

/** Said to be taken over only when it is kept. */
async function take(mails: CaughtMails, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const raw = await buffer(stream);
  if (stream.sizeExceeded) throw Object.assign(new Error('message too large'), { responseCode: 552 });
  await mails.keep({ to: session.envelope.rcptTo.map(({ address }) => address) }, raw);
}

function listening(server: Server, listen: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
    listen();
  });
}

function closed(smtp: SMTPServer): Promise<void> {
  return new Promise((resolve) => smtp.close(() => resolve()));
}
