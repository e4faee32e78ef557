import { createTransport, type Transporter } from 'nodemailer';

/** Connections to the mail server, and as many letters on their way at once. */
export const LANES = 4;

/** How long to wait for a connection, and how long for a word from the server once there is one, in milliseconds. */
export interface Waits {
  readonly connectMs: number;
  readonly answerMs: number;
}

/**
 * A server that checks a text for viruses may take minutes to answer, and a sender who gives up too early sends the letter again and
 * again (RFC 5321, 4.5.3.2, asks for ten minutes at that point; the turns of `handOver` wait for each other within this time too).
 */
const usualWaits: Waits = { connectMs: 30_000, answerMs: 300_000 };

/**
 * A pool of connections to the mail server; `close()` it when the worker has stopped.
 *
 * @param smtpUrl `smtp://` or `smtps://`, with user and password when the server wants them
 */
export function openTransport(smtpUrl: string, { connectMs, answerMs }: Waits = usualWaits): Transporter {
  return createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: LANES,
    // A connection that breaks may have delivered: whether to send again is decided with the letter's row, never in the pool.
    maxRequeues: 0,
    dnsTimeout: connectMs,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: answerMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
