import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A loopback port that is ours to use, and a sentence when it is not the one preferred. */
export interface ChosenPort {
  port: number;
  said?: string;
}

/**
 * The preferred loopback port, or the next free one.
 *
 * @param purpose what it is for, in the sentence that says it was taken ("网页 web").
 * @throws when a hundred in a row are taken.
 */
export async function portNear(preferred: number, purpose: string): Promise<ChosenPort> {
  for (let port = preferred; port < preferred + 100 && port < 65_536; port += 1) {
    if (!(await isFree(port))) continue;
    if (port === preferred) return { port };
    return {
      port,
      said: `${purpose}：端口 ${preferred} 已被占用，改用 ${port} · port ${preferred} is taken, using ${port}`,
    };
  }
  throw new Error(`${purpose}：从 ${preferred} 起的 100 个端口都被占用 · the 100 ports from ${preferred} on are taken`);
}

/** Any free loopback port. Somebody else may take it before it is used, so bind soon. */
export function freePort(): Promise<number> {
  return listening(0).then((port) => port as number);
}

/** Whether nobody listens on this loopback port at the moment. */
export async function isFree(port: number): Promise<boolean> {
  return (await listening(port)) !== undefined;
}

/** The port after binding and letting go again; `undefined` when it is taken or reserved. */
function listening(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
