import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../../engine/wait-until';

/** A launcher that runs in a process of its own. */
export interface Launched {
  child: ChildProcess;
  /** What it said when it was ready. */
  facts: { pids?: number[]; holds?: boolean; found?: string };
  /** Everything it has said so far. */
  said(): string;
}

// The servers of these tests take seconds, not the milliseconds that jest expects.
jest.setTimeout(60_000);

const started: ChildProcess[] = [];
const folders: string[] = [];

/** Starts one of the scenes of launcher.cjs and waits until it is ready. */
export async function launch(scene: string, folder: string, env: NodeJS.ProcessEnv = {}): Promise<Launched> {
  const child = spawn(process.execPath, [join(__dirname, 'launcher.cjs'), scene, folder], {
    stdio: 'pipe',
    env: { ...process.env, ...env },
  });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const facts = await waitUntil(
    () => {
      if (child.exitCode !== null) throw new Error(`the launcher ended:\n${said}`);
      return /^ready (.*)$/m.exec(said)?.[1];
    },
    { what: `the scene ${scene} to be ready` },
  );
  return { child, facts: JSON.parse(facts) as Launched['facts'], said: () => said };
}

/** Kills it as the kernel would, and waits until it is gone. */
export async function killed({ child }: Launched): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** A folder of its own under the system's temporary one, removed by `tidyUp`. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xuanxian-test-'));
  // As root, PostgreSQL runs under an account of its own that has to pass through.
  chmodSync(folder, 0o711);
  folders.push(folder);
  return folder;
}

/** For `afterAll`: ends the launchers that still run and removes the folders. */
export function tidyUp(): void {
  for (const child of started) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
