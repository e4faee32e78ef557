import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { health } from '../api/health';
import type { Running } from '../api/server';
import type { Settings } from '../api/settings';

/** `/healthz` and `/readyz` of a process that serves nothing else. @param port 0 takes a free one */
export async function serveHealth({
  port,
  host,
  ...settings
}: Pick<Settings, 'db' | 'ready'> & { port: number; host: string }): Promise<Running> {
  const server = express().disable('x-powered-by').use(health(settings)).listen(port, host);
  await once(server, 'listening');
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
