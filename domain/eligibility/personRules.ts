import { z } from 'zod';
import { ageCompletedYears } from '../arithmetic/service';
import { inChinese } from '../calendar/dates';
import { readFact, type FactSpec } from './facts';
import { MET, missing, notMet, rule } from './rule';
import { asChoices, EDUCATION, PROFESSIONAL_TITLE, type Scale } from './scale';

const BIRTH: FactSpec<'date'> = { key: 'birthDate', title: '出生日期', type: 'date' };
const years = z.int().min(0).max(120);
const inclusive = z.boolean().optional();

/** 48周岁以下: completed years on the day; the number itself is included (Civil Code art. 1259) unless `inclusive: false`. */
export const ageAtMost = age('ageAtMost', '以下', (actual, limit) => actual < limit);

/** 18周岁以上. */
export const ageAtLeast = age('ageAtLeast', '以上', (actual, limit) => actual > limit);

/** 大专以上学历. `fact` and `title` name another fact, such as full-time education. */
export const educationAtLeast = level('educationAtLeast', EDUCATION, { key: 'education', title: '学历' });

/** 中级以上职称. */
export const titleAtLeast = level('titleAtLeast', PROFESSIONAL_TITLE, {
  key: 'professionalTitle',
  title: '专业技术职称',
});

function age<Name extends string>(name: Name, word: string, beyond: (actual: number, limit: number) => boolean) {
  return rule(
    name,
    { years, inclusive },
    {
      facts: () => [BIRTH],
      describe: (params) => `年龄${params.years}周岁${word}${params.inclusive === false ? '（不含本数）' : ''}`,
      test(facts, params, on) {
        const born = readFact(facts, BIRTH);
        if (born === undefined || born > on) return missing(BIRTH);
        const actual = ageCompletedYears(born, on);
        const within = beyond(actual, params.years) || (actual === params.years && params.inclusive !== false);
        return within ? MET : notMet(`出生日期为${inChinese(born)}，截至${inChinese(on)}为${actual}周岁`);
      },
    },
  );
}

function level<Name extends string>(name: Name, of: Scale, usual: { key: string; title: string }) {
  const shape = {
    level: z.enum(of.levels as [string, ...string[]]),
    fact: z.string().min(1).optional(),
    title: z.string().min(1).optional(),
  };
  const spec = (params: { fact?: string | undefined; title?: string | undefined }): FactSpec<'choice'> => ({
    key: params.fact ?? usual.key,
    title: params.title ?? usual.title,
    type: 'choice',
    choices: asChoices(of.levels),
    alsoAccepts: of.alsoCalled,
  });
  return rule(name, shape, {
    facts: (params) => [spec(params)],
    describe: (params) => `${params.title ?? usual.title}为${params.level}以上`,
    test(facts, params) {
      const asked = spec(params);
      const word = readFact(facts, asked);
      const actual = word === undefined ? undefined : of.height(word);
      if (actual === undefined) return missing(asked);
      return actual >= (of.height(params.level) ?? Infinity) ? MET : notMet(`${asked.title}为${word}`);
    },
  });
}
