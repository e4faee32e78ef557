// Works an export out again, with nothing but the file:
//   node -r ./test/fixtures/typescript.cjs test/recompute/index.ts EXPORT.zip…
import { Different } from './archive';
import { readFileSync } from 'node:fs';
import { recomputed } from './recompute';

for (const file of process.argv.slice(2))
  try {
    const { visits, given } = recomputed(readFileSync(file));
    const lines = Object.entries(given).map(([why, times]) => `  ${times} × taken as given: ${why}\n`);
    process.stdout.write(`${file}: ${visits} stages come to the same\n${lines.join('')}`);
  } catch (error) {
    if (!(error instanceof Different)) throw error;
    process.stdout.write(`${file}: ${error.message}\n`);
    process.exitCode = 1;
  }
