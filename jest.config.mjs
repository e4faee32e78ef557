import { existsSync } from 'node:fs';
import { join } from 'node:path';

process.env.TZ = 'UTC';

const root = import.meta.dirname;

// Jest on Node 20 cannot require these ESM-only packages, so they pass through the transform too.
const esmOnly = ['jose', 'postal-mime'];

// Runs once before the projects that need an engine or a database; picked up as soon as the file is there.
const hooks = Object.fromEntries(
  [
    ['globalSetup', 'test/setup/global.ts'],
    ['globalTeardown', 'test/setup/globalTeardown.ts'],
  ]
    .map(([hook, file]) => [hook, join(root, file)])
    .filter(([, file]) => existsSync(file)),
);

const project = (name, timeLimitMs, more = {}) => ({
  displayName: name,
  rootDir: root,
  roots: [join(root, 'test', name)].filter(existsSync),
  testMatch: [`${root}/test/${name}/**/*.test.ts`],
  testEnvironment: 'node',
  globals: { timeLimitMs },
  setupFilesAfterEnv: [join(root, 'test/setup/timeLimit.cjs')],
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  // A dynamic import names its file with `.js`, as Node will find it; here that file is still TypeScript.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/\\.xuanxian/'],
  ...more,
});

export default {
  testSequencer: join(root, 'test/setup/longestFirst.cjs'),
  projects: [
    project('unit', 10_000),
    project('replay', 60_000),
    project('integration', 60_000, hooks),
    project('e2e', 180_000, hooks),
    project('faults', 300_000, hooks),
  ].filter(({ roots }) => roots.length > 0),
};
