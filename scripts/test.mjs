// What `npm test` runs after the preparation: every check, then every test; the last line is the summary.
// `npm test -- PATTERN` runs only the tests whose path matches.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'xuanxian-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

const folders = ['bin', 'domain', 'workflows', 'activities', 'records', 'api', 'engine', 'test'];
const checks = [
  ['lint (eslint)', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  ['formatting (prettier)', 'prettier/bin/prettier.cjs', '--check', '.'],
  ['types (tsc)', 'typescript-native/bin/tsc', '--noEmit'],
  ['arrows (dependency-cruiser)', 'dependency-cruiser/bin/dependency-cruise.mjs', ...folders.filter(isThere)],
  ['unused code (knip)', 'knip/bin/knip.js', '--no-progress'],
];
const projects = ['unit', 'replay', 'integration', 'e2e', 'faults'];
/** The machine that runs this has as few as two cores. */
const cores = 2;
/** Tests wait now and then, for processes that start and for the engine: one more than there are cores. */
const workers = cores + 1;

function isThere(path) {
  return existsSync(join(root, path));
}

/** Runs one of our tools; answers its exit code, its output (when not shown live) and how long it took. */
function run([script, ...args], { live = false } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      env: { ...process.env, TZ: 'UTC', NO_COLOR: '1' },
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
    const end = (code) => resolve({ code, output, seconds: ((performance.now() - started) / 1000).toFixed(1) });
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(1);
    });
    child.on('close', (code, signal) => end(signal ? 1 : code));
  });
}

function report(name, ok, seconds, detail = '') {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}, ${seconds} s${detail}`);
  if (!ok) failures.push(name);
}

async function check([name, ...command]) {
  const { code, output, seconds } = await run(command);
  total[code === 0 ? 'passed' : 'failed'] += 1;
  report(name, code === 0, seconds);
  if (code !== 0) console.log(output.trimEnd() + '\n');
}

/** A queue with as many hands. */
async function abreast(items, work) {
  const queue = [...items];
  const hand = async () => {
    for (let item = queue.shift(); item; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: cores }, hand));
}

/** All projects in one run, so that every core has work until its end. */
async function test(patterns) {
  const file = join(scratch, 'results.json');
  const { code, seconds } = await run(
    [
      ...['jest/bin/jest.js', '--selectProjects', ...projects, '--passWithNoTests', `--maxWorkers=${workers}`],
      ...['--json', `--outputFile=${file}`, '--reporters=default'],
      ...(patterns.length > 0 ? ['--testPathPatterns', ...patterns] : []),
    ],
    { live: true },
  );
  count(code, seconds, existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
}

function count(code, seconds, result) {
  const passed = result?.numPassedTests ?? 0;
  const skipped = (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0);
  // A file that cannot be loaded has no tests to count, and Jest itself may die: each is one failure.
  let failed = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
  if (code !== 0 && failed === 0) failed = 1;
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  report(
    'tests (jest)',
    failed === 0,
    seconds,
    `: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
  );
}

const patterns = process.argv.slice(2);
try {
  if (patterns.length > 0) await test(patterns);
  // The tests begin while the longest check still runs: no core waits for it.
  else await abreast([...checks.map((each) => () => check(each)), () => test([])], (work) => work());
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

if (patterns.length > 0 && total.passed + total.failed === 0) {
  console.log(`No test's path matches ${patterns.join(' ')}.`);
  total.failed += 1;
}
if (failures.length > 0) console.log(`\nfailed: ${failures.join('; ')}`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;
