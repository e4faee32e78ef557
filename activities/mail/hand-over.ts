import { Readable } from 'node:stream';
import type { Transporter } from 'nodemailer';

/** One after the other: whoever has waited for its turn has it until it is over. */
class Turn {
  private over: () => void = () => undefined;
  private taken = false;

  constructor(
    private readonly queue: { last: Promise<void> },
    private readonly ended: () => void,
  ) {}

  /** Waits for the turns taken before to be over. */
  async take(): Promise<void> {
    if (this.taken) return;
    this.taken = true;
    const before = this.queue.last;
    const mine = new Promise<void>((resolve) => (this.over = resolve));
    // Who gives up while waiting lets nobody pass those in front.
    this.queue.last = before.then(() => mine);
    await before;
  }

  end(): void {
    this.over();
    this.ended();
  }
}

/**
 * Lets one mail at a time be in doubt. Letters are under way in parallel as far as the mail server's "go ahead"; the text of a
 * letter goes out only in its turn, which the caller ends when the outcome is committed. So a worker that is killed leaves at most
 * one letter that the server has taken and the outbox does not know of: one duplicate a kill, not one a connection. The cost is
 * that servers check texts one after the other, some 5 to 50 a second.
 *
 * @returns binds a mail, by its Message-ID, to a new turn
 */
export function handOver(transport: Pick<Transporter, 'use'>): (messageId: string) => Turn {
  const queue = { last: Promise.resolve() };
  const turns = new Map<string, Turn>();
  transport.use('stream', (mail, done) => {
    const turn = turns.get(String(mail.data.messageId));
    // Nothing of this stream is read before the server's answer to DATA, so the turn is not taken earlier either.
    if (turn) mail.message.processFunc((text) => Readable.from(inTurn(text, turn)));
    done();
  });
  return (messageId) => {
    const turn = new Turn(queue, () => turns.delete(messageId));
    turns.set(messageId, turn);
    return turn;
  };
}

async function* inTurn(text: Readable, turn: Turn): AsyncGenerator<Buffer> {
  await turn.take();
  for await (const chunk of text) yield chunk as Buffer;
}
