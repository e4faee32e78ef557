import { accessSync, constants, mkdtempSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const memory = '/dev/shm';
/** More than a rehearsal of everything or all tests ever fill. */
const enough = 4 * 2 ** 30;

/**
 * A new folder for the files of servers that are thrown away: in memory where there is plenty of it, for a disk takes a tenth of
 * their time, else where temporary files go. Who names a place for those (TMPDIR) is obeyed.
 */
export const throwawayFolder = (name: string): string =>
  mkdtempSync(join(process.env['TMPDIR'] === undefined && hasRoom() ? memory : tmpdir(), `xuanxian-${name}-`));

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return Math.min(bavail * bsize, freemem()) >= enough;
  } catch {
    return false;
  }
}
