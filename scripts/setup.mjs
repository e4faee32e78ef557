// Prepares a fresh clone, or one that has changed: installs, builds, fetches the engine. Plain Node, since it runs before
// anything is installed; does only what is missing, and says only what it does.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...path) => join(root, ...path);
const say = (line) => process.stdout.write(`${line}\n`);

class Refusal extends Error {}

function checkNode() {
  const wanted = JSON.parse(readFileSync(at('package.json'), 'utf8')).engines.node;
  const [, major, minor, next] = />=(\d+)\.(\d+)(?: <(\d+))?/.exec(wanted).map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  const tooOld = ownMajor < major || (ownMajor === major && ownMinor < minor);
  if (!tooOld && !(ownMajor >= next)) return;
  throw new Refusal(
    `需要 Node ${wanted}，当前是 ${process.version}（${process.execPath}）。请安装 Node ${major} 后重试：https://nodejs.org\n` +
      `Node ${wanted} is needed, this is ${process.version} (${process.execPath}). Install Node ${major} and try again: https://nodejs.org`,
  );
}

function run(program, args, failure) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', ({ message }) => reject(new Refusal(`${failure}\n${message}`)));
    child.on('close', (status) => (status === 0 ? resolve() : reject(new Refusal(failure))));
  });
}

/** Every file below the paths, in a fixed order. */
function filesBelow(paths) {
  return paths.filter(existsSync).flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path];
    return filesBelow(
      readdirSync(path)
        .sort()
        .map((name) => join(path, name)),
    );
  });
}

/** Contents, not times: a checkout that brings back the same files changes nothing. */
function digestOf(...paths) {
  const digest = createHash('sha256');
  for (const file of filesBelow(paths))
    digest
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return digest.digest('hex');
}

/** Does the work when the digest differs from the one noted after it was last done. */
async function whenChanged(note, digest, work) {
  if (existsSync(note) && readFileSync(note, 'utf8') === digest) return;
  await work();
  writeFileSync(note, digest);
}

function install() {
  const npmsOwn = at('node_modules', '.package-lock.json');
  return whenChanged(at('node_modules', '.installed'), digestOf(at('package-lock.json')), async () => {
    // Installed by hand since the lock changed.
    if (existsSync(npmsOwn) && statSync(npmsOwn).mtimeMs >= statSync(at('package-lock.json')).mtimeMs) return;
    say('正在安装依赖（npm ci）… · installing dependencies (npm ci)…');
    await run(
      'npm',
      ['ci', '--no-audit', '--no-fund'],
      '安装依赖失败，见上方 npm 的说明。 · npm ci failed, see above.',
    );
  });
}

/**
 * Lets `npx xuanxian` work inside the clone, where npm makes no link for the package itself. With a `bin` in package.json it
 * works as well, but reads all of node_modules first, which takes a second.
 */
function linkCommand() {
  const link = at('node_modules', '.bin', 'xuanxian');
  if (lstatSync(link, { throwIfNoEntry: false })) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join('..', '..', 'bin', 'xuanxian.js'), link);
}

function compile() {
  const { include } = JSON.parse(readFileSync(at('tsconfig.build.json'), 'utf8'));
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map((name) => at(name));
  mkdirSync(at('dist'), { recursive: true });
  return whenChanged(at('dist', '.built'), digestOf(...settings, ...include.map((folder) => at(folder))), async () => {
    say('正在编译… · compiling…');
    removeOrphans(include);
    // Types are checked by `npm test`: whoever starts the product waits for its code alone.
    const compiler = at('node_modules', 'typescript-native', 'bin', 'tsc');
    await run(
      process.execPath,
      [compiler, '-p', 'tsconfig.build.json'],
      '编译失败，见上方说明。 · Compiling failed, see above.',
    );
  });
}

function bundle() {
  const bundled = [at('package-lock.json'), at('dist', 'workflows'), at('dist', 'domain')];
  return whenChanged(at('dist', '.bundled'), digestOf(...bundled), async () => {
    say('正在打包流程代码… · bundling the workflows…');
    await run(
      process.execPath,
      [at('scripts', 'bundle-workflows.mjs')],
      '打包失败，见上方说明。 · Bundling failed, see above.',
    );
  });
}

/** Code whose source is gone must not be found any more: folders such as migrations are read by listing them. */
function removeOrphans(folders) {
  for (const file of filesBelow(folders.map((folder) => at('dist', folder)))) {
    const source = join(root, relative(at('dist'), file)).replace(/\.js(\.map)?$/, '');
    if (/\.js(\.map)?$/.test(file) && !['.ts', '.js'].some((extension) => existsSync(source + extension))) rmSync(file);
  }
}

async function fetchEngine() {
  const cache = at('.xuanxian', 'engine');
  if (process.env.TEMPORAL_ADDRESS || existsSync(join(cache, 'temporal'))) return;
  mkdirSync(at('.xuanxian'), { recursive: true, mode: 0o711 });
  const { findTemporal } = createRequire(import.meta.url)(at('dist', 'engine', 'temporal-binary.js'));
  await findTemporal({ cache, say });
}

try {
  checkNode();
  await install();
  linkCommand();
  await compile();
  await Promise.all([bundle(), fetchEngine()]);
} catch (error) {
  if (error instanceof Refusal || error.message.includes('TEMPORAL_ADDRESS'))
    process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
}
