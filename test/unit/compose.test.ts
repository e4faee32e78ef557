import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

interface Service {
  image: string;
  ports?: string[];
  networks: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  command?: string[];
  depends_on?: Record<string, { condition: string }>;
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  secrets: Record<string, { file: string }>;
}

const root = join(__dirname, '../..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);

/** The Compose Specification's schema, as it travels in the package `dclint`. */
function specification(): object {
  const folder = dirname(require.resolve('dclint/package.json'));
  const schema = JSON.parse(readFileSync(join(folder, 'schemas/compose.schema.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  delete schema['$schema']; // draft 7, under an address that Ajv doesn't know it by
  return schema;
}

/** What the file asks of `.env`: name, what stands in when it is missing, or the sentence that then stops the start. */
function asked() {
  return [...text.matchAll(/\$\{(\w+)(:[-?])?([^}]*)\}/g)].map(([, name, mark, rest]) => ({
    name: name ?? '',
    mark,
    rest,
  }));
}

describe('docker-compose.yml', () => {
  const validate = addFormats(new Ajv({ strict: false })).compile(specification());

  test('follows the Compose Specification', () => {
    expect(validate(compose) ? [] : validate.errors).toEqual([]);
  });

  test('is really checked: a misspelt key is found', () => {
    expect(validate({ services: { api: { image: 'x', helthcheck: {} } } })).toBe(false);
  });

  test('has no default for anything secret, and every missing setting says what to write', () => {
    for (const { name, mark, rest } of asked()) {
      if (mark === ':-') expect(name).toMatch(/^(XUANXIAN_(IMAGE|PORT)|TEMPORAL_(NAMESPACE|VERSION|UI_VERSION))$/);
      else expect([mark, rest]).toEqual([':?', expect.stringMatching(/^write .*\.env/)]);
    }
    const secrets = services.flatMap(([, { environment = {} }]) =>
      Object.entries(environment).filter(([name]) => /PASSWORD|PWD|SECRET|TOKEN/.test(name)),
    );
    expect(secrets.length).toBeGreaterThan(0);
    for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:\?/);
  });

  test('gives the processes every setting that they read, and none that nobody reads', () => {
    const source = readFileSync(join(root, 'bin/settings.ts'), 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z_]+): .*,$/gm)].map(([, name]) => name);
    const inside = ['XUANXIAN_PORT', 'XUANXIAN_HOST', 'XUANXIAN_RELAY_MS'];
    for (const process of ['migrate', 'api', 'worker'])
      expect([...Object.keys(compose.services[process]?.environment ?? {}), ...inside].sort()).toEqual(read.sort());
  });

  test('the image is built in the steps of setup', () => {
    const steps = readFileSync(join(root, 'Dockerfile'), 'utf8');
    expect(steps).toMatch(/npm ci[^]*tsc -p tsconfig\.build\.json && node scripts\/bundle-workflows\.mjs && npm prune/);
  });

  test('env.example names exactly what the file asks for, and gives no secret away', () => {
    const example = readFileSync(join(root, 'env.example'), 'utf8');
    const lines = [...example.matchAll(/^#?([A-Z][A-Z_]+)=(.*)$/gm)];
    expect(lines.map(([, name]) => name).sort()).toEqual([...new Set(asked().map(({ name }) => name))].sort());
    for (const [, name, value] of lines) if (/PASSWORD|SMTP/.test(name ?? '')) expect(value).toBe('');
  });

  test('everything that stays up can be asked whether it is well, and what waits for it is known', () => {
    const jobs = services.filter(([, service]) => String(Object(service)['restart']).startsWith('on-failure'));
    expect(jobs.map(([name]) => name).sort()).toEqual(['engine-namespace', 'engine-schema', 'migrate']);
    for (const [name, service] of services) {
      if (jobs.some(([job]) => job === name) || name === 'engine-page') continue;
      expect([name, service.healthcheck?.test]).toEqual([name, expect.any(Array)]);
    }
    for (const { depends_on = {} } of Object.values(compose.services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        const isJob = jobs.some(([job]) => job === name);
        expect([name, condition]).toEqual([name, isJob ? 'service_completed_successfully' : 'service_healthy']);
      }
    }
  });

  test('the engine and the databases cannot be reached from outside; nothing listens beyond this machine', () => {
    const closed = Object.entries(compose.networks).filter(([, network]) => network?.internal);
    expect(closed.map(([name]) => name).sort()).toEqual(['engine', 'records']);
    for (const name of ['database', 'engine-database', 'engine']) {
      const service = compose.services[name];
      expect(service?.ports).toBeUndefined();
      expect(service?.networks).not.toContain('outside');
    }
    for (const port of services.flatMap(([, { ports = [] }]) => ports)) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('each process runs a command that the program has', () => {
    const commands = ['migrate', 'api', 'worker'].map((name) => compose.services[name]?.command);
    expect(commands).toEqual(['migrate', 'api', 'worker'].map((name) => ['node', 'bin/xuanxian.js', name]));
  });
});
