import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { STAGE_TYPES } from '../../../domain/plan';
import { problemsOf } from './plans';

const page = readFileSync(join(__dirname, '../../../docs/plan-language.md'), 'utf8');

interface Block {
  readonly variant: boolean;
  /** A plan by itself. */
  readonly whole: boolean;
  readonly text: string;
}

const every: Block[] = [...page.matchAll(/^```yaml( variant| plan)?\n(.*?)^```$/gms)].map(([, word, text]) => ({
  variant: word === ' variant',
  whole: word === ' plan',
  text: text!,
}));
const blocks = every.filter(({ whole }) => !whole);

type Part = Record<string, unknown> | Record<string, unknown>[];
const parts = blocks.filter(({ variant }) => !variant).map(({ text }) => parse(text) as Part);

/** All examples as one plan. */
function whole(all: readonly Part[]): string {
  const head = Object.assign({}, ...all.filter((part) => !Array.isArray(part))) as object;
  return stringify({ ...head, stages: all.flatMap((part) => (Array.isArray(part) ? part : [])) });
}

/** Each line of a variant, with the number of the example before it. */
const variants = blocks.flatMap(({ variant, text }, index) => {
  const example = blocks.slice(0, index).filter((before) => !before.variant).length - 1;
  return variant
    ? text
        .trim()
        .split('\n')
        .map((line) => ({ line, example }))
    : [];
});

// `tied` is there for the variants of ties alone.
const expected = (codes: string[]): string[] => codes.filter((code) => code !== 'unused');

test('the examples are one plan, whose only breach is the declared departure', () => {
  const problems = problemsOf(whole(parts));
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(expected(problems.map(({ code }) => code))).toEqual(['tooFewAppraisees']);
});

test.each(variants)('$line', ({ line, example }) => {
  const [[key, value]] = Object.entries(parse(line) as Record<string, unknown>) as [[string, unknown]];
  const changed = parts.map((part, index) => {
    if (index !== example || !Array.isArray(part)) return part;
    return part.map((stage) => ({ ...stage, [key]: value }));
  });
  expect(problemsOf(whole(changed)).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each(every.filter((block) => block.whole).map(({ text }) => [text.split('\n')[0]!, text]))(
  'the plan of %s is one',
  (_, text) => expect(problemsOf(text).map(({ code }) => code)).toEqual(['noBasis']),
);

test('every stage type and form is described', () => {
  for (const [type, { forms }] of Object.entries(STAGE_TYPES)) {
    expect(page).toContain(`**${type} `);
    for (const form of Object.keys(forms).filter((each) => !['standard', 'score', 'composite'].includes(each)))
      expect(page).toMatch(new RegExp(`\\b${form}\\b`));
  }
});
