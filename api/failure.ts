import { Refusal } from '../records/refusal';
import { Problem } from './problems';

/** Codes of PostgreSQL that mean "not now": connections, resources, shutting down, time-outs, races lost too often. */
const notNow = /^(08|53|57|58|40)|^(55P03|25006)$/;
const unreachable = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EACCES']);

/** What the parser of bodies and the router throw, by their `type` or status. */
const ofParser: Record<string, Problem> = {
  'entity.parse.failed': new Problem('badJson'),
  'entity.too.large': new Problem('tooLarge'),
  'encoding.unsupported': new Problem('wrongType'),
  'charset.unsupported': new Problem('wrongType'),
};

/** Names what went wrong below us in our own codes; what is not known stays what it is, and is said as `failed`. */
export function nameFailure(error: unknown): unknown {
  if (error instanceof Problem || error instanceof Refusal || typeof error !== 'object' || error === null) return error;
  const {
    code,
    type,
    status,
    message = '',
  } = error as { code?: string; type?: string; status?: number; message?: string };
  if (type && ofParser[type]) return ofParser[type];
  if (code !== undefined && (unreachable.has(code) || (isSqlState(code) && notNow.test(code))))
    return new Problem('unavailable', { retryAfter: 5 });
  if (
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      message,
    )
  )
    return new Problem('unavailable', { retryAfter: 5 });
  // Two of the same at once: the one that came second finds the work done.
  if (code === '23505') return new Refusal('alreadyDone');
  // Text that PostgreSQL cannot keep, a number beyond its range, an id that nobody has.
  if (code === '22021' || code === '22P05') return new Problem('badText');
  if (code === '23503' || (isSqlState(code) && code.startsWith('22'))) return new Refusal('invalid');
  if (status !== undefined && status >= 400 && status < 500) return new Problem('badRequest');
  return error;
}

const isSqlState = (code: string | undefined): code is string => code !== undefined && /^[0-9A-Z]{5}$/.test(code);
