import { Context } from '@temporalio/activity';
import type { SendMailOptions, Transporter } from 'nodemailer';
import type { Records } from '../records/database';
import { deliverNext, nextLetterIn, type Attempt, type QueuedLetter } from '../records/outbox';
import { handOver } from './mail/hand-over';
import { mailOf, type Sender } from './mail/mail';
import { attemptOf } from './mail/refusal';
import { texts } from './mail/texts';
import { LANES } from './mail/transport';

export interface MailReport {
  readonly sent: number;
  readonly refused: number;
  readonly postponed: number;
  /** Letters that are due were left, so that the activity does not last for ever. */
  readonly more: boolean;
  /** Milliseconds until it is worth while to look again; null when no letter is queued. */
  readonly nextInMs: number | null;
}

export interface MailroomActivities {
  sendMail(): Promise<MailReport>;
}

export interface Mailroom extends Sender {
  readonly db: Records;
  /** From `openTransport`; used by one mailroom only. */
  readonly transport: Transporter;
  /** How long one letter may take altogether, against a server that drips its answers. @default 10 minutes */
  readonly patienceMs?: number;
}

/** After it no letter is begun: with the longest patience for the last ones, the activity ends well before its time is up. */
const SHIFT_MS = 60_000;
const HEARTBEAT_MS = 5_000;
const SERVER_AWAY_MS = 15_000;

/** The activity of the mailroom: sends the letters that are queued and due. Its report counts and names nobody. */
export function createMailroom({ db, transport, patienceMs = 600_000, ...sender }: Mailroom): MailroomActivities {
  const turnOf = handOver(transport);

  const deliver = async (letter: QueuedLetter, taken: (end: () => void) => void): Promise<Attempt> => {
    const mail = written(letter, sender);
    if ('fate' in mail) return mail;
    const turn = turnOf(String(mail.messageId));
    taken(() => turn.end());
    try {
      await transport.sendMail({ ...mail, signal: AbortSignal.timeout(patienceMs) });
      return { fate: 'sent' };
    } catch (error) {
      return attemptOf(error);
    }
  };

  /** Its turn ends after the commit: until then this letter is the one in doubt. */
  const sendNext = async () => {
    let endTurn = () => undefined as void;
    try {
      return await deliverNext(db, (letter) => deliver(letter, (end) => (endTurn = end)));
    } finally {
      endTurn();
    }
  };

  return {
    async sendMail() {
      const { heartbeat, cancellationSignal } = Context.current();
      const count = { sent: 0, refused: 0, postponed: 0, unreachable: 0 };
      const beat = setInterval(() => heartbeat(count), HEARTBEAT_MS);
      const shift = AbortSignal.timeout(SHIFT_MS);
      const lane = async () => {
        // Once the server is away, each further letter would only wait for the same silence.
        while (count.unreachable === 0 && !shift.aborted && !cancellationSignal.aborted) {
          const fate = await sendNext();
          if (fate === 'none') return;
          count[fate]++;
        }
      };
      try {
        // All lanes end before an error is told: a retry shall not find the old ones still at it.
        const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
        for (const each of lanes) if (each.status === 'rejected') throw each.reason;
      } finally {
        clearInterval(beat);
      }
      const { sent, refused, postponed, unreachable } = count;
      const next = await nextLetterIn(db);
      return {
        ...{ sent, refused, postponed: postponed + unreachable },
        more: unreachable === 0 && next !== null && next <= 0,
        nextInMs: next === null ? null : Math.max(next, unreachable > 0 ? SERVER_AWAY_MS : 0),
      };
    },
  };
}

/** The mail, or why there is none. A letter that cannot be written must not stop the ones behind it. */
function written(letter: QueuedLetter, sender: Sender): SendMailOptions | Attempt {
  if (!letter.address) return { fate: 'refused', problem: '没有登记邮箱地址，请改用其他方式通知本人。' };
  // A newer version of the code may have queued what this one cannot word: it will be sent when this worker is replaced.
  if (!(letter.kind in texts)) return { fate: 'postponed', problem: `本版本没有这种信件：${letter.kind}` };
  try {
    return mailOf(letter, sender) ?? { fate: 'refused', problem: '邮箱地址无效，请核对后重新登记。' };
  } catch (error) {
    return {
      fate: 'postponed',
      problem: `信件内容无法生成：${error instanceof Error ? error.message : String(error)}`,
    };
  }
}
