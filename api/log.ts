import type { DestinationStream } from 'pino';
import { pino } from 'pino';
import type { Log } from './settings';

/** Struck out wherever somebody logs them by mistake; nothing of ours does. */
const secrets = ['authorization', 'cookie', 'token', 'credential', 'identity', 'identityNumber', 'body'];

/** The log of the API: JSON lines, without host name. @param to where they go, @default standard output */
export function apiLog(to?: DestinationStream): Log {
  const paths = secrets.flatMap((name) => [name, `*.${name}`]);
  return pino({ base: null, redact: { paths, censor: '[隐去]' } }, ...(to ? [to] : []));
}
