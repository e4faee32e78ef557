import type { Records } from '../records/database';
import type { IdentityKey } from '../records/identity';
import type { Keys } from './authentication';
import type { Send } from './nudge';

/** What the API is made with. */
export interface Settings {
  readonly db: Records;
  readonly keys: Keys;
  /** Encrypts identity numbers (公民身份号码); without it none is taken. */
  readonly identityKey?: IdentityKey;
  /** Brings a look (or the start) to a campaign's workflow; a test may lose some. */
  readonly send: Send;
  /** What `/readyz` asks besides the database; each rejects with what is missing. */
  readonly ready?: Readonly<Record<string, () => Promise<void>>>;
  /** How many requests may use the database at once. @default 8, of a pool of ten */
  readonly width?: number;
  /** Requests a minute for one account or one token. @default 1200 */
  readonly perMinute?: number;
  /** How many proxies of ours stand before it: whose word on a client's address is taken. @default 0 */
  readonly proxies?: number;
  /** Every response is checked against its schema. @default only under NODE_ENV=test */
  readonly checkResponses?: boolean;
  /** One line a request, never of a ballot. @default silent */
  readonly log?: Log;
}

export interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
