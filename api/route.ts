import type { z } from 'zod';
import type { Actor } from '../records/actor';
import type { Records, Tx } from '../records/database';
import type { Rule } from './access';
import type { Settings } from './settings';

/** Who speaks: nobody in particular where anybody may, else a person. */
export type Speaker<R extends Rule> = R extends { who: 'anybody' | 'credential' } ? null : Actor;
type Read<S> = S extends z.ZodType ? z.output<S> : undefined;

/** Rows come as they are read; nobody changes them on the way out. */
type Frozen<T> = T extends (infer U)[]
  ? readonly Frozen<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

interface Asked<R extends Rule, P, Q, B> {
  readonly actor: Speaker<R>;
  readonly params: Read<P>;
  readonly query: Read<Q>;
  readonly body: Read<B>;
  readonly settings: Settings;
}

interface Declared<R extends Rule, P, Q, B, A extends z.ZodType> {
  readonly method: 'get' | 'post';
  /** Below /api, such as `/campaigns/:campaign`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: R;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** The largest body, in bytes. @default 100 KiB */
  readonly largest?: number;
  /** The status of success and its schema; every problem has one schema for all. */
  readonly responses: { readonly status: 200 | 201; readonly schema: A };
  /** Fields of the body that are kept under the identity key only: of them a repeated request is told by a keyed digest. */
  readonly sealed?: readonly string[];
  /** Nothing is kept of the request but what it does: no Idempotency-Key, no log line. Says why. */
  readonly secret?: string;
}

/** One query: rows in, a page out, no change. */
interface Query<R extends Rule, P, Q, B, A extends z.ZodType> extends Declared<R, P, Q, B, A> {
  readonly reads: (asked: Asked<R, P, Q, B> & { db: Records }) => Promise<Frozen<z.input<A>>>;
}

/** One act: everything that it changes is committed with its idempotency row, or nothing is. */
interface Act<R extends Rule, P, Q, B, A extends z.ZodType> extends Declared<R, P, Q, B, A> {
  readonly acts: (asked: Asked<R, P, Q, B> & { tx: Tx }) => Promise<Frozen<z.input<A>>>;
}

/** A route whose types have been checked where it was declared. */
export interface Route extends Declared<
  Rule,
  z.ZodObject | undefined,
  z.ZodObject | undefined,
  z.ZodType | undefined,
  z.ZodType
> {
  readonly reads?: (asked: Asked<Rule, undefined, undefined, undefined> & { db: Records }) => Promise<unknown>;
  readonly acts?: (asked: Asked<Rule, undefined, undefined, undefined> & { tx: Tx }) => Promise<unknown>;
}

/** Declares a route once: Express, validation, OpenAPI and (in tests) the check of every response are fed from it. */
export function route<
  const R extends Rule,
  A extends z.ZodType,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(declared: Query<R, P, Q, B, A> | Act<R, P, Q, B, A>): Route {
  return declared as unknown as Route;
}

export const keyOfRoute = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  `${method.toUpperCase()} ${path}`;
