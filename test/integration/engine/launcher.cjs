// A launcher in a process of its own, so that a test can kill it: node launcher.cjs SCENE FOLDER. Says "ready {json}" once it runs.
const { readFileSync } = require('node:fs');
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const swc = require('@swc/core');

require.extensions['.ts'] = (module, filename) => {
  const jsc = { target: 'es2022', parser: { syntax: 'typescript' } };
  const { code } = swc.transformSync(readFileSync(filename, 'utf8'), { filename, jsc, module: { type: 'commonjs' } });
  module._compile(code, filename);
};
const engine = join(__dirname, '../../../engine');
const { openDataFolder } = require(join(engine, 'data-folder'));
const { startPostgres } = require(join(engine, 'postgres'));
const { findTemporal } = require(join(engine, 'temporal-binary'));
const { up } = require(join(engine, 'up'));

const [scene, folder] = process.argv.slice(2);
const say = (what) => process.stdout.write(`${what}\n`);
const ready = (facts) => say(`ready ${JSON.stringify(facts)}`);
const stayAlive = () => setInterval(() => undefined, 1_000);

const scenes = {
  async holds() {
    const data = await openDataFolder(folder);
    const idle = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    data.record({ name: 'idle', pid: idle.pid, signal: 'SIGTERM' });
    const dir = join(folder, 'postgres');
    const spawned = (pid) => data.record({ name: 'PostgreSQL', pid, signal: 'SIGINT' });
    const postgres = await startPostgres({ dir, throwaway: false, spawned });
    await postgres.ensureDatabase('kept');
    ready({ pids: [idle.pid, postgres.pid] });
    stayAlive();
  },
  async contends() {
    const answer = await openDataFolder(folder).then(
      () => true,
      () => false,
    );
    ready({ holds: answer });
    stayAlive();
  },
  async throwsAway() {
    const postgres = await startPostgres({ dir: folder, throwaway: true });
    ready({ pids: [postgres.pid] });
    stayAlive();
  },
  async finds() {
    globalThis.fetch = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('no network') }));
    const found = await findTemporal({ cache: join(folder, 'cache') }).catch((error) => error.message);
    ready({ found });
    stayAlive();
  },
  async up() {
    const part = (name) => ({
      name,
      start: async () => {
        say(`start ${name}`);
        const stop = async () => {
          await new Promise((resolve) => setTimeout(resolve, 50));
          say(`stop ${name}`);
        };
        return { says: name === 'second' ? ['ready {}'] : [], stop };
      },
    });
    await up([part('first'), part('second')], { context: {} });
    say('all stopped');
  },
};

scenes[scene]().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
