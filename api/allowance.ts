import { Problem } from './problems';

/** Counts requests by account, token or address, within one minute of this process. */
export interface Allowance {
  /** @throws Problem `tooMany` with the seconds to wait */
  take(who: string): void;
}

const minuteMs = 60_000;
const mostKnown = 100_000;

/**
 * So many a minute for each. People in one hall share an address, so voters are counted by their token and everybody signed in by
 * the account; only the nameless are counted by address.
 */
export function allowanceOf(perMinute: number): Allowance {
  let counts = new Map<string, number>();
  let since = performance.now();
  return {
    take(who) {
      const now = performance.now();
      if (now - since >= minuteMs || counts.size > mostKnown) [counts, since] = [new Map<string, number>(), now];
      const count = (counts.get(who) ?? 0) + 1;
      counts.set(who, count);
      if (count > perMinute)
        throw new Problem('tooMany', { retryAfter: Math.max(1, Math.ceil((minuteMs - (now - since)) / 1000)) });
    },
  };
}
