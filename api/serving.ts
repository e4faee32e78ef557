import { json as jsonBody, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { Refusal } from '../records/refusal';
import type { Actor } from '../records/actor';
import { digest } from '../records/digest';
import { identityMark } from '../records/identity';
import { owesLook } from '../records/owed';
import { mustBeAllowed } from './access';
import type { Authenticate } from './authentication';
import { mustBeClean } from './clean';
import { explain } from '../domain/explain';
import type { Gate } from './gate';
import { Problem } from './problems';
import { keyOfRoute, type Route } from './route';
import type { Settings } from './settings';
import type { Allowance } from './allowance';
import { committed, type Repeatable } from './transaction';

/** What serving any route needs. */
export interface Serving {
  readonly settings: Settings;
  readonly authenticate: Authenticate;
  readonly gate: Gate;
  readonly allowance: Allowance;
  readonly nudge: () => void;
}

export const defaultLargest = 100 * 1024;

/** The steps of every request, in their order: content type, body, who, may they, is it well formed, do it, answer. */
export function serve(route: Route, serving: Serving): RequestHandler[] {
  const { settings, gate, nudge } = serving;
  const handler: RequestHandler = async (request, response) => {
    mustBeClean({ params: { ...request.params }, query: { ...request.query }, body: request.body as unknown });
    const { status, body } = await gate.through(async () => {
      const actor = await speaker(route, serving, request);
      const asked = { actor: actor as Actor, settings, ...read(route, request) };
      if (route.reads)
        return { status: route.responses.status, body: await route.reads({ ...asked, db: settings.db }) };
      const repeatable = repeatableOf(route, settings, request, actor);
      let owes = false;
      const done = await committed(settings.db, repeatable, async (tx) => {
        const response = await route.acts!({ ...asked, tx });
        owes = owesLook(tx);
        return { status: route.responses.status, response };
      });
      if (owes) nudge();
      return { status: done.status, body: done.response };
    });
    response.status(status).json(settings.checkResponses ? checked(route, body) : body);
  };
  return route.body
    ? [mustBeJson, jsonBody({ limit: route.largest ?? defaultLargest, type: isJson }), handler]
    : [handler];
}

const isJson = (request: { headers: { 'content-type'?: string } }): boolean =>
  /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');

const mustBeJson: RequestHandler = (request, _response, next) => {
  if (!isJson(request)) throw new Problem('wrongType');
  next();
};

async function speaker(route: Route, { authenticate, allowance }: Serving, request: Request): Promise<Actor | null> {
  if (route.access.who === 'credential') {
    const { credential, token } = request.body as { credential?: unknown; token?: unknown };
    allowance.take(`token ${digest(String(credential ?? token))}`);
    return null;
  }
  if (route.access.who === 'anybody') {
    allowance.take(`address ${request.ip ?? ''}`);
    return null;
  }
  const actor = await authenticate(request.get('authorization'));
  allowance.take(`account ${actor.id}`);
  mustBeAllowed(route.access, actor);
  return actor;
}

/** Reads the parts of a request by their schemas. What cannot be an id is not found; everything else is said at once. */
function read(route: Route, request: Request): { params: undefined; query: undefined; body: undefined } {
  const params = route.params?.safeParse(request.params);
  if (params?.success === false) throw new Refusal('notFound');
  const query = route.query?.safeParse({ ...request.query });
  const body = route.body?.safeParse(request.body);
  const errors = [
    ...(query?.success === false ? explain(query.error, ['query']) : []),
    ...(body?.success === false ? explain(body.error) : []),
  ];
  if (errors.length > 0) throw new Refusal('invalid', { errors });
  return { params: params?.data, query: query?.data, body: body?.data } as unknown as {
    params: undefined;
    query: undefined;
    body: undefined;
  };
}

function repeatableOf(
  route: Route,
  { identityKey }: Settings,
  request: Request,
  actor: Actor | null,
): Repeatable | null {
  const key = request.get('idempotency-key');
  if (key === undefined || route.secret !== undefined) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Problem('badRequest', {
      zh: 'Idempotency-Key 应为 1—200 个可见字符',
      en: 'Idempotency-Key should be 1 to 200 visible characters',
    });
  const body = { ...(request.body as Record<string, unknown> | undefined) };
  for (const name of route.sealed ?? [])
    if (body[name] !== undefined) body[name] = identityKey && identityMark(identityKey, JSON.stringify(body[name]));
  return { actor: actor?.id ?? 'anybody', key, route: keyOfRoute(route), body: [request.params, body] };
}

/** A response that its own schema does not allow is our fault, found in tests before anybody else finds it. */
function checked(route: Route, body: unknown): unknown {
  const read = route.responses.schema.safeParse(body);
  if (!read.success)
    throw new Error(`${keyOfRoute(route)} answers what it does not declare: ${z.prettifyError(read.error)}`);
  return body;
}
