import { builtinModules } from 'node:module';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const ours = ['bin', 'domain', 'workflows', 'activities', 'records', 'api', 'engine', 'test'];

// One clock: campaign_clock() in the database, so that a rehearsal can run in virtual time. The statement that defines
// the function may, of course, read a clock.
const clockAdvice = 'Read the time from campaign_clock() in the database: a rehearsal runs in virtual time.';
const nodeClock = [
  "CallExpression[callee.object.name='Date'][callee.property.name='now']",
  "NewExpression[callee.name='Date'][arguments.length=0]",
  "CallExpression[callee.name='Date']",
];
const definition = '(?<!function campaign_clock\\(\\)[^;]*)';
const sqlWords =
  '(now\\s*\\(|(current_time|current_date|localtime)(stamp)?\\b|(clock|statement|transaction)_timestamp\\b)';
const sqlPattern = `/${definition}\\b${sqlWords}/i`;
const sqlClock = [`TemplateElement[value.raw=${sqlPattern}]`, `Literal[value=${sqlPattern}]`];
const forbid = (selectors, message) => selectors.map((selector) => ({ selector, message }));

const dateLibraries = ['luxon', 'date-fns', 'dayjs', 'moment', 'temporal-polyfill', 'chinese-days'];
const notForWorkflows = [
  ...['pg', 'kysely', 'zod', 'zod-openapi', 'yaml', 'pino', 'express', 'jose', 'nodemailer', ...dateLibraries],
  ...['client', 'worker', 'testing', 'envconfig', 'activity'].map((part) => `@temporalio/${part}`),
];

export default defineConfig(
  globalIgnores(['node_modules/', 'dist/', '.xuanxian/', 'coverage/', 'web/dist/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ours.map((folder) => `${folder}/**/*.ts`),
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-deprecated': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },

  {
    // Kysely's expression builder is made to be taken apart: its functions are bound.
    files: ['records/**/*.ts', 'bin/**/*.ts', 'test/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },

  {
    // The bundle that the engine replays: small, and free of everything that could answer differently the second time.
    files: ['workflows/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: builtinModules.map((name) => ({ name, message: 'Workflow code is replayed: no Node built-ins.' })),
          patterns: [
            { group: ['node:*'], message: 'Workflow code is replayed: no Node built-ins.' },
            {
              group: notForWorkflows.flatMap((name) => [name, `${name}/*`]),
              message: 'Keep the workflow bundle free of this; an activity may use it.',
            },
            {
              group: ['**/records', '**/records/**', '**/api', '**/api/**', '**/engine/**'],
              message: 'Workflows reach the world through activities only.',
            },
            {
              group: ['**/activities', '**/activities/**'],
              allowTypeImports: true,
              message: 'Import activities as types only.',
            },
          ],
        },
      ],
    },
  },

  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...forbid(nodeClock, 'domain/ has no clock: take the instant as an argument.')],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'domain/ is pure: take random numbers as an argument.' },
      ],
    },
  },

  {
    files: ['activities/**/*.ts', 'api/**/*.ts', 'records/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...forbid([...nodeClock, ...sqlClock], clockAdvice)] },
  },

  {
    files: ['test/**/*.ts'],
    rules: {
      // `expect(port.method)` and JSON read from a response are the daily bread of tests.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },

  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.recommended, tseslint.configs.disableTypeChecked],
    rules: { eqeqeq: 'error', '@typescript-eslint/no-require-imports': 'off' },
  },
);
