// Builds dist/workflows.bundle.js, the one file of workflow code that every worker runs. After `tsc -p tsconfig.build.json`.
import { renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { code } = await bundleWorkflowCode({
  workflowsPath: inRoot('dist/workflows/index.js'),
  logger: new DefaultLogger('WARN'),
});
const bundle = inRoot('dist/workflows.bundle.js');
// A worker that starts meanwhile reads the old file or the new one, never half of one.
writeFileSync(`${bundle}.new`, code);
renameSync(`${bundle}.new`, bundle);
