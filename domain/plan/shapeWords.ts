import type { z } from 'zod';
import { RULES } from '../eligibility/condition';
import { isRaw } from './draft';
import { didYouMean } from './nearest';
import { EXPECTED, EXPECTED_AT, found, shortened, TYPE_WORDS, type Expected } from './phrases';
import { error, pathText, type Finding, type Path, type Wording } from './problem';
import { keysOf, schemaAt } from './schemaAt';

type Issue = z.core.$ZodIssue;

/** What zod found, in a person's words: what is there, what is expected, what to do. */
export function wordIssue(issue: Issue, base: Path, schema: z.ZodType, value: unknown): Finding[] {
  const inside = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const path = [...base, ...inside];
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, keysOf(schemaAt(schema, inside, value)));
  if (issue.code === 'invalid_key') return [wrongName(path)];
  const here = valueAt(value, inside);
  const key = pathText(path.slice(-1));
  const expected = expectedBy(issue, inside, key);
  if (here === undefined) {
    return [
      error(
        'missingKey',
        path.slice(0, -1),
        `缺少 ${key}，应为${expected.zh}；请补上。`,
        `${key} is missing; add ${expected.en}.`,
      ),
    ];
  }
  const word = didYouMean(typeof here === 'string' ? here : '', wordsAllowed(issue, key));
  const is = found(here);
  return [
    error(
      'wrongValue',
      path,
      `${key} 应为${expected.zh}，这里是${is.zh}${word.zh || '。'}`,
      `${key} should be ${expected.en}; here it is ${is.en}${word.en || '.'}`,
    ),
  ];
}

function unknownKeys(keys: readonly string[], path: Path, known: readonly string[]): Finding[] {
  return keys.map((key) => {
    const hint = didYouMean(key, known);
    const zh = hint.zh || (known.length > 0 ? `；这里可以写 ${known.join('、')}。` : '。');
    const en = hint.en || (known.length > 0 ? `; known here: ${known.join(', ')}.` : '.');
    return error(
      'unknownKey',
      [...path, key],
      `不认识的键 ${shortened(key)}${zh}`,
      `Unknown key ${shortened(key)}${en}`,
      { key: true },
    );
  });
}

function wrongName(path: Path): Finding {
  const name = shortened(String(path.at(-1)));
  return error(
    'wrongValue',
    path,
    `名称 ${name} 应为${EXPECTED.identifier.zh}。`,
    `The name ${name} should be ${EXPECTED.identifier.en}.`,
    { key: true },
  );
}

/** The words that a value may be, where it is one of a few. */
function wordsAllowed(issue: Issue, key: string): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' && key === 'rule' ? RULES : [];
}

function expectedBy(issue: Issue, inside: Path, name: string): Wording {
  const words = wordsAllowed(issue, name);
  const key = inside.findLast((step) => typeof step === 'string') ?? '';
  if (Object.hasOwn(EXPECTED, issue.message)) return EXPECTED[issue.message as Expected];
  if (Object.hasOwn(EXPECTED_AT, key)) return EXPECTED_AT[key]!;
  if (words.length > 0)
    return {
      zh: ` ${words.join('、')}${words.length > 1 ? ' 之一' : ''}`,
      en: `${words.length > 1 ? 'one of ' : ''}${words.join(', ')}`,
    };
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_WORDS[issue.expected] ?? { zh: issue.expected, en: issue.expected };
    case 'too_small':
      return bound(issue.origin, Number(issue.minimum), '以上', 'or more');
    case 'too_big':
      return bound(issue.origin, Number(issue.maximum), '以下', 'or fewer');
    default:
      return ownWords(issue.message);
  }
}

const bound = (origin: string, limit: number, zh: string, en: string): Wording => {
  const [unit, units] =
    origin === 'string' ? [' 个字', ' characters'] : origin === 'array' ? [' 项', ' items'] : ['', ''];
  return { zh: ` ${limit}${unit}${zh}`, en: `${limit}${units} ${en}` };
};

// Rules of other folders word themselves as "应为数字 (a number)".
function ownWords(message: string): Wording {
  const [, zh, en] = /^(?:应为)?(.*\p{Script=Han}.*) \((.+)\)$/u.exec(message) ?? [];
  return zh !== undefined && en !== undefined
    ? { zh, en }
    : { zh: '这里允许的写法，见 docs/plan-language.md', en: 'what docs/plan-language.md allows here' };
}

function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (Array.isArray(here)) here = here[Number(step)];
    else if (isRaw(here) && Object.hasOwn(here, step)) here = here[String(step)];
    else return undefined;
  }
  return here;
}
