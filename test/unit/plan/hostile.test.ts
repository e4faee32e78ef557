import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { PROBLEM_CODES, readPlan } from '../../../domain/plan';
import { COMPETITION, SMALL } from './plans';

const PIAN4 = readFileSync(join(__dirname, '../../../plans/04-competitive-posts/plan.yaml'), 'utf8');
const texts = fc.constantFrom(SMALL, COMPETITION, PIAN4);

const strange = fc.oneof(
  fc.constantFrom(
    '',
    '~',
    '[]',
    '{}',
    '-1',
    '0',
    '1e9',
    '.inf',
    'true',
    '"',
    "'",
    '*x',
    '&x',
    '!!binary x',
    '? x',
    '|',
    '{a: b',
    '选贤',
    '\t',
    '---',
    '# ',
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'vacant', 'appointed', 'stages', 'probation'),
  fc.string({ maxLength: 8 }),
);

/** Lines deleted, doubled, swapped and bent; words exchanged for strange ones. */
const mutated = fc
  .tuple(
    texts,
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(),
        fc.constantFrom('delete', 'double', 'indent', 'outdent', 'word', 'swap', 'cut'),
        strange,
      ),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([text, changes]) =>
    changes
      .reduce((lines, [where, other, how, word]) => {
        const at = where % lines.length;
        const line = lines[at] ?? '';
        const words = line.split(/([\s,:{}[\]]+)/);
        const changed = {
          delete: [],
          double: [line, line],
          indent: [`  ${line}`],
          outdent: [line.replace(/^ {1,2}/, '')],
          word: [words.with(other % words.length, word).join('')],
          swap: [lines[other % lines.length] ?? ''],
          cut: [line.slice(0, other % (line.length + 1))],
        }[how];
        return [...lines.slice(0, at), ...changed, ...lines.slice(at + 1), ...(lines.length === 1 ? [''] : [])];
      }, text.split('\n'))
      .join('\n'),
  );

function answersPlainly(text: string): void {
  const read = readPlan(text);
  const problems = 'problems' in read ? read.problems : read.warnings;
  if ('problems' in read) expect(read.problems.some(({ severity }) => severity === 'error')).toBe(true);
  const lines = text.split(/\r\n|\n|\r/);
  for (const { line, column, zh, en, code } of problems) {
    expect(PROBLEM_CODES).toContain(code);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual(text.length + 1);
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(`${zh}${en}`).not.toMatch(/undefined|\[object|Invalid input|NaN/);
  }
}

test('a bent plan is answered with problems inside the text', () => {
  fc.assert(fc.property(mutated, answersPlainly), { numRuns: 60 });
});

/** One value of a plan exchanged for any other: the YAML stays sound, so that the deeper layers meet it. */
const exchanged = fc.tuple(texts, fc.nat(), fc.jsonValue({ maxDepth: 2 })).map(([text, where, value]) => {
  const document = parseDocument(text);
  const paths: (string | number)[][] = [];
  const collect = (node: unknown, path: (string | number)[]): void => {
    if (path.length > 0) paths.push(path);
    if (typeof node !== 'object' || node === null) return;
    for (const [key, child] of Object.entries(node)) collect(child, [...path, Array.isArray(node) ? Number(key) : key]);
  };
  collect(document.toJS(), []);
  document.setIn(paths[where % paths.length]!, value);
  return document.toString();
});

test('a plan with any value exchanged is answered with problems inside the text', () => {
  fc.assert(fc.property(exchanged, answersPlainly), { numRuns: 60 });
});

test('any text and any YAML is answered', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 200 }),
        fc.string({ unit: 'binary', maxLength: 50 }),
        fc.jsonValue().map((value) => stringify(value)),
      ),
      answersPlainly,
    ),
    { numRuns: 60 },
  );
});
