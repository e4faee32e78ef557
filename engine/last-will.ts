import { spawn } from 'node:child_process';

/** What is left to do when the launcher dies without stopping: end a server that nobody needs, and remove its folders. */
export interface LastWill {
  /** The server was stopped in order: nothing is left to do. */
  cancel(): void;
}

/**
 * Leaves word that a throw-away server dies with us, `kill -9` included: a shell waits at a pipe whose other end closes when we end.
 * Only for what holds nothing worth keeping: the server is killed, not asked.
 */
export function leaveWill(server: { pid: number; folders: string[] }): LastWill {
  const script = 'if read -r word; then exit 0; fi; kill -9 "$1" 2>/dev/null; shift; rm -rf "$@"';
  const shell = spawn('/bin/sh', ['-c', script, 'last-will', String(server.pid), ...server.folders], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  // A child's pipe is a net.Socket, which would otherwise keep our own process from ending.
  (shell.stdin as unknown as { unref(): void }).unref();
  return { cancel: () => shell.stdin.end('stopped\n') };
}
