import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder, whether this runs compiled (dist/bin) or from its source (bin). */
export const root = existsSync(join(__dirname, '..', 'package.json'))
  ? join(__dirname, '..')
  : join(__dirname, '..', '..');
