import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Break } from '../../records/verification';

/** The files of an export, by name. */
export type Files = Readonly<Record<string, string>>;

/** The largest archive that is read at all, in bytes. */
export const largestArchive = 64 * 1024 * 1024;
const largestFile = 64 * 1024 * 1024;
const largestExport = 256 * 1024 * 1024;
const mostFiles = 1000;
// The same in every time zone: the archive keeps local time.
const noTime = new Date(1980, 0, 1);
const manifestName = 'manifest.json';

/** The archive is no export at all. */
export class NotAnExport extends Error {}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Packs files in the order of their names, with a list of their digests: the same files always give the same bytes. */
export function pack(files: Files): Uint8Array {
  const names = Object.keys(files).sort();
  const digests = Object.fromEntries(names.map((name) => [name, sha256(files[name]!)]));
  const manifest = `${JSON.stringify({ format: 'xuanxian-export/1', files: digests }, null, 2)}\n`;
  const all = [...names.map((name) => [name, files[name]!] as const), [manifestName, manifest] as const];
  const entries = all.map(([name, text]) => [name, [strToU8(text), { mtime: noTime, level: 9 }]] as const);
  return zipSync(Object.fromEntries(entries) as Parameters<typeof zipSync>[0]);
}

/**
 * Unpacks an export within bounds and holds every file against the list of digests.
 *
 * @throws {NotAnExport} when it is something else or too large
 * @throws {Break} when a file is not the one of the list
 */
export function unpack(bytes: Uint8Array): Files {
  const files = Object.fromEntries(Object.entries(opened(bytes)).map(([name, content]) => [name, strFromU8(content)]));
  const { [manifestName]: manifest, ...rest } = files;
  const digests = digestsIn(manifest);
  for (const [name, digest] of Object.entries(digests)) {
    if (rest[name] === undefined) throw new Break(name, '清单中有，包里没有');
    if (sha256(rest[name]) !== digest) throw new Break(name, `文件的摘要是 ${sha256(rest[name])}`, digest);
  }
  const stray = Object.keys(rest).find((name) => !(name in digests));
  if (stray !== undefined) throw new Break(stray, '清单中没有这个文件');
  return rest;
}

function opened(bytes: Uint8Array): Record<string, Uint8Array> {
  let [count, size] = [0, 0];
  const filter = ({ originalSize }: { originalSize: number }) => {
    size += originalSize;
    if (++count > mostFiles || originalSize > largestFile || size > largestExport)
      throw new NotAnExport('导出文件解开后过大，不予读取');
    return true;
  };
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof NotAnExport) throw error;
    throw new NotAnExport('不是完好的 ZIP 文件');
  }
}

function digestsIn(manifest: string | undefined): Readonly<Record<string, string>> {
  try {
    const read = JSON.parse(manifest ?? '') as { format?: unknown; files?: unknown };
    if (read.format === 'xuanxian-export/1' && read.files && typeof read.files === 'object')
      return read.files as Record<string, string>;
  } catch {
    // Said below.
  }
  throw new NotAnExport('不是选贤的导出文件：缺少可读的 manifest.json');
}
