import { setTimeout as pause } from 'node:timers/promises';

/** How long to go on asking, and what to say when it was in vain. */
export interface Patience {
  /** What is waited for, as it ends the sentence "gave up waiting for …". */
  what: string;
  /** Milliseconds until giving up. @default 30_000 */
  withinMs?: number;
  /** Milliseconds between two tries. @default 20 */
  everyMs?: number;
}

/**
 * Asks until the answer is something other than `undefined` or `false`, and returns it.
 *
 * @throws whatever `ask` throws, at once; an Error naming `what` when the time is up.
 */
export async function waitUntil<T>(
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  patience: Patience,
): Promise<T> {
  const withinMs = patience.withinMs ?? 30_000;
  const giveUpAt = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > giveUpAt)
      throw new Error(`gave up waiting for ${patience.what} after ${withinMs / 1000} s`);
    await pause(patience.everyMs ?? 20);
  }
}
