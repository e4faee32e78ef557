// "Arrows point one way": web → api → records → domain; activities → records → domain; everything else is listed here.
const ours = '^(bin|domain|workflows|activities|records|api|engine|web|test|scripts)/';
const folders = ['bin', 'domain', 'workflows', 'activities', 'records', 'api', 'engine', 'web'];

/** `from` may import, of our own folders, itself and `may` (regular expressions of paths); `also` narrows the rule. */
const only = (from, may, comment, also = {}) => ({
  name: `${from}-arrows`,
  comment,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: ours, pathNot: [`^${from}/`, ...may], ...also },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only('domain', [], 'The rules import nothing of ours.'),
    only('engine', [], 'The embedded engine gets what it needs from bin.'),
    only('records', ['^domain/'], 'Records know the rules only.'),
    only('activities', ['^records/', '^domain/', '^workflows/names\\.ts$'], 'Of workflows: names only.'),
    only('api', ['^records/', '^domain/', '^workflows/names\\.ts$'], 'Of workflows: names only.'),
    only('web', ['^api/'], 'The console speaks to the API.'),
    only('workflows', ['^activities/', '^domain/'], 'Workflows know activities and domain only.'),
    {
      name: 'workflows-types-only',
      comment: 'Of activities only types; of domain only types and the code that walks a plan (domain/walk…, edge…).',
      severity: 'error',
      from: { path: '^workflows/' },
      to: {
        path: '^(activities|domain)/',
        pathNot: '^domain/(walk|edge)',
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'workflow-walk-is-pure',
      comment: 'What the workflow bundle takes from domain must not drag libraries or Node built-ins along.',
      severity: 'error',
      from: { path: '^domain/(walk|edge)' },
      to: { dependencyTypes: ['npm', 'core'], dependencyTypesNot: ['type-only', 'type-import'] },
    },
    {
      name: 'domain-no-io',
      comment: 'No I/O in the rules; digests (crypto) are arithmetic.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer|assert)$' },
    },
    {
      name: 'recompute-is-on-its-own',
      comment: 'What works an export out again knows nothing of the code that did it the first time.',
      severity: 'error',
      from: { path: '^test/recompute/' },
      to: { path: ours, pathNot: '^test/(recompute/|model/fraction\\.ts$)' },
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      from: { path: `^(${folders.join('|')})/` },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'not-to-dev-dependencies',
      severity: 'error',
      from: { path: `^(${folders.join('|')})/` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types', 'import'],
    },
  },
};
