import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const program = join(__dirname, '..', '..', 'bin', 'xuanxian.js');

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a person would, to its end. */
export function xuanxian(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

/** A service under way: what it has said so far, and its end. */
export interface Service {
  readonly child: ChildProcess;
  said(): string;
  /** Resolves with the text once it has been said; rejects when the process ends first. */
  says(text: RegExp): Promise<RegExpMatchArray>;
  readonly ended: Promise<number | null>;
}

export function startService(args: readonly string[], env: NodeJS.ProcessEnv): Service {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env } });
  let said = '';
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
    for (const each of listeners) each();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    child,
    ended,
    said: () => said,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = said.match(text);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then((code) => reject(new Error(`ended with ${code} before it said ${String(text)}:\n${said}`)));
      }),
  };
}
