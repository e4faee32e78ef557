import { z } from 'zod';
import { compare, exact, readExact } from '../arithmetic/exact';
import { completedYears, inChinese } from '../calendar/dates';
import { factKeySchema, readFact, type FactSpec, type FactType } from './facts';
import { MET, missing, notMet, rule } from './rule';
import { asChoices } from './scale';

// Rules about any fact that a plan names itself: what makes plans possible that nobody has seen.
const named = { fact: factKeySchema, title: z.string().min(1).max(100) };
const number = z
  .union([z.number(), z.string()])
  .refine((value) => readExact(value) !== undefined, { error: '应为数字 (a number)' });
const bound = { ...named, value: number, inclusive: z.boolean().optional() };

function spec<T extends FactType>(params: { fact: string; title: string }, type: T): FactSpec<T> {
  return { key: params.fact, title: params.title, type };
}

/** The fact is one of a list of words. `choices` are what a form offers; without them the fact is free text. */
export const factIn = rule(
  'factIn',
  { ...named, in: z.array(z.string().min(1)).min(1), choices: z.array(z.string().min(1)).min(1).optional() },
  {
    facts: (params) => [
      params.choices ? { ...spec(params, 'choice'), choices: asChoices(params.choices) } : spec(params, 'text'),
    ],
    describe: (params) => `${params.title}为${params.in.join('、')}`,
    test(facts, params) {
      const asked = spec(params, 'text');
      const word = readFact(facts, asked);
      if (word === undefined) return missing(asked);
      return params.in.includes(word) ? MET : notMet(`${params.title}为${word}`);
    },
  },
);

/** The fact is yes. */
export const factTrue = rule('factTrue', named, {
  facts: (params) => [spec(params, 'boolean')],
  describe: (params) => params.title,
  test(facts, params) {
    const asked = spec(params, 'boolean');
    const value = readFact(facts, asked);
    if (value === undefined) return missing(asked);
    return value ? MET : notMet(`“${params.title}”一项为“否”`);
  },
});

/** The number is the bound or more; `inclusive: false`: more. */
export const factAtLeast = numeric('factAtLeast', '以上', (order) => order > 0);

/** The number is the bound or less (实绩排名前十位); `inclusive: false`: less. */
export const factAtMost = numeric('factAtMost', '以下', (order) => order < 0);

/** So many whole years have passed since the date that the fact names (工作满五年). */
export const yearsSince = rule(
  'yearsSince',
  { ...named, years: z.int().min(0).max(80) },
  {
    facts: (params) => [spec(params, 'date')],
    describe: (params) => `自${params.title}起满${params.years}年`,
    test(facts, params, on) {
      const asked = spec(params, 'date');
      const since = readFact(facts, asked);
      if (since === undefined) return missing(asked);
      const years = since > on ? -1 : completedYears(since, on);
      return years >= params.years
        ? MET
        : notMet(`${params.title}为${inChinese(since)}，截至${inChinese(on)}满${Math.max(0, years)}年`);
    },
  },
);

function numeric<Name extends string>(name: Name, word: string, beyond: (order: number) => boolean) {
  return rule(name, bound, {
    facts: (params) => [spec(params, 'number')],
    describe: (params) => `${params.title}${params.value}${word}${params.inclusive === false ? '（不含本数）' : ''}`,
    test(facts, params) {
      const asked = spec(params, 'number');
      const value = readFact(facts, asked);
      if (value === undefined) return missing(asked);
      const order = compare(exact(value), exact(params.value));
      return beyond(order) || (order === 0 && params.inclusive !== false) ? MET : notMet(`${params.title}为${value}`);
    },
  });
}
