import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import { allowanceOf } from './allowance';
import { authentication } from './authentication';
import { docs } from './docs';
import { nameFailure } from './failure';
import { Gate } from './gate';
import { health } from './health';
import { nudging, relay } from './nudge';
import { Problem, problemOf } from './problems';
import type { Route } from './route';
import { routes } from './routes';
import { serve } from './serving';
import type { Log, Settings } from './settings';

export type Api = Express & { idle(): Promise<void> };

/** The whole API as an Express application. It listens to nothing yet; `idle` waits for looks that are being delivered. */
export function createApp(settings: Settings): Api {
  const { db, send, log, width = 8, perMinute = 1200 } = settings;
  const { nudge, idle } = nudging(db, send);
  const serving = {
    settings: { ...settings, checkResponses: settings.checkResponses ?? process.env['NODE_ENV'] === 'test' },
    authenticate: authentication(db, settings.keys),
    gate: new Gate(width),
    allowance: allowanceOf(perMinute),
    nudge,
  };
  const app = express();
  app
    .disable('x-powered-by')
    .set('etag', false)
    .set('trust proxy', settings.proxies ?? 0);
  app.use(identify, helmet());
  app.use(health(settings));
  app.use('/api', docs());
  const api = express.Router({ strict: false });
  for (const each of routes)
    api[each.method](each.path, ...(log && !each.secret ? [logged(each, log)] : []), ...serve(each, serving));
  for (const [path, methods] of methodsOf(routes)) api.all(path, wrongMethod(methods));
  app.use('/api', uncached, api);
  app.use(noRoute);
  app.use(failed(log));
  return Object.assign(app, { idle });
}

/** One id for a request, in the answer, in every problem and in the log. A client's own is kept when it is harmless. */
const identify: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  response.setHeader('X-Request-Id', given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID());
  next();
};

const uncached: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

/** The pattern of the address, never the address itself, nothing of the content, and no token. */
const logged =
  ({ method, path }: Route, log: Log): RequestHandler =>
  (_request, response, next) => {
    const from = performance.now();
    response.on('finish', () =>
      log.info(
        {
          requestId: response.getHeader('x-request-id'),
          route: `${method.toUpperCase()} ${path}`,
          status: response.statusCode,
          ms: Math.round(performance.now() - from),
        },
        'request',
      ),
    );
    next();
  };

function methodsOf(all: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { method, path } of all)
    methods.set(path, [...(methods.get(path) ?? []), ...(method === 'get' ? ['GET', 'HEAD'] : ['POST'])]);
  return methods;
}

const wrongMethod =
  (methods: readonly string[]): RequestHandler =>
  () => {
    throw new Problem('wrongMethod', { headers: { Allow: methods.join(', ') } });
  };

const noRoute: RequestHandler = () => {
  throw new Problem('noRoute');
};

const failed =
  (log: Log | undefined): ErrorRequestHandler =>
  (thrown: unknown, _request, response, next) => {
    if (response.headersSent) return next(thrown);
    const requestId = String(response.getHeader('x-request-id'));
    const { document, headers } = problemOf(nameFailure(thrown), requestId);
    if (document.code === 'failed')
      log?.error({ requestId, stack: thrown instanceof Error ? thrown.stack : undefined }, 'failed');
    response.status(document.status).set(headers).type('application/problem+json').send(JSON.stringify(document));
  };

export interface Running {
  readonly url: string;
  /** Takes no new requests, finishes those under way, delivers what it can. */
  stop(): Promise<void>;
}

/** Serves the API and repeats lost looks. @param port 0 takes a free one. @param relayMs how often, 5 s */
export async function startApi({
  port,
  host = '127.0.0.1',
  relayMs = 5000,
  ...settings
}: Settings & { port: number; host?: string; relayMs?: number }): Promise<Running> {
  const app = createApp(settings);
  // Who sends their headers or body too slowly is not waited for (slowloris).
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2000, keepAliveTimeout: 10_000 },
    app,
  );
  await listening(server, port, host);
  const repeating = relay(settings.db, settings.send, relayMs);
  const { address, port: bound, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    stop: async () => {
      await closed(server);
      await repeating.stop();
      await app.idle();
    },
  };
}

const listening = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) =>
    server.once('error', reject).listen(port, host, () => (server.off('error', reject), resolve())),
  );

const longestRequestMs = 10_000;

/** Requests under way are finished, for a while; a connection is closed as soon as it has nothing to answer. */
async function closed(server: Server): Promise<void> {
  const sweeping = setInterval(() => server.closeIdleConnections(), 20);
  const late = setTimeout(() => server.closeAllConnections(), longestRequestMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(sweeping);
  clearTimeout(late);
}
