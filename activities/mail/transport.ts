import { createTransport, type Transporter } from 'nodemailer';

/** Connections to the mail server, and as many letters on their way at once. */
export const LANES = 4;

/**
 * A pool of connections to the mail server; `close()` it when the worker has stopped. Every wait ends: a server that says nothing
 * for `silenceMs` is given up.
 *
 * @param smtpUrl `smtp://` or `smtps://`, with user and password when the server wants them
 */
export function openTransport(smtpUrl: string, { silenceMs = 30_000 }: { silenceMs?: number } = {}): Transporter {
  return createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: LANES,
    // A connection that breaks may have delivered: whether to send again is decided with the letter's row, never in the pool.
    maxRequeues: 0,
    dnsTimeout: silenceMs,
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
