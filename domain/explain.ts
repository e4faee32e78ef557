import type { z } from 'zod';

/** Something wrong in what a person sent: where (a JSON pointer), and a sentence in each language. */
export interface Pointed {
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
}

/** RFC 6901: the place of a value in a document. */
export const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

type Issue = z.core.$ZodIssue;
type Words = readonly [zh: string, en: string];

const typeNames: Record<string, Words> = {
  string: ['文字', 'text'],
  number: ['数字', 'a number'],
  int: ['整数', 'a whole number'],
  boolean: ['是或否', 'true or false'],
  array: ['列表', 'a list'],
  object: ['一组内容', 'an object'],
  record: ['一组内容', 'an object'],
};

const formatNames: Record<string, Words> = {
  datetime: [
    '应写成带时区的时间，如 2026-03-02T09:00:00+08:00',
    'should be an instant with its offset, such as 2026-03-02T09:00:00+08:00',
  ],
  date: ['应写成日期，如 2026-03-02', 'should be a date, such as 2026-03-02'],
};

/** Plain words for everything that a schema found wrong, all at once, each with its place. None of the library's own words. */
export function explain(error: z.ZodError, prefix: readonly PropertyKey[] = []): Pointed[] {
  return error.issues.flatMap((issue) => {
    const at = (more: readonly PropertyKey[] = []) => pointerTo([...prefix, ...issue.path, ...more]);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        pointer: at([key]),
        zh: '没有这一项，请删去',
        en: 'there is no such field; remove it',
      }));
    const [zh, en] = sentence(issue);
    return [{ pointer: at(), zh, en }];
  });
}

/** Chinese in a schema's own message is meant for people; `中文 · English` says both. */
function written(message: string): Words | undefined {
  if (!/[一-鿿]/.test(message)) return undefined;
  const [zh = message, en = 'is not right; see the Chinese text'] = message.split(' · ');
  return [zh, en];
}

function sentence(issue: Issue): Words {
  const own = written(issue.message);
  if (own) return own;
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.input === undefined) return ['此项必须填写', 'is required'];
      const [zh, en] = typeNames[issue.expected] ?? ['规定的内容', 'another kind of value'];
      return [`此项应为${zh}`, `should be ${en}`];
    }
    case 'too_small':
      return bounded(issue.origin, issue.minimum, ['不少于', 'at least']);
    case 'too_big':
      return bounded(issue.origin, issue.maximum, ['不超过', 'at most']);
    case 'invalid_format':
      return formatNames[issue.format] ?? ['格式不正确', 'is not written in the right form'];
    case 'invalid_value':
      return [
        `只能是：${issue.values.map(String).join('、')}`,
        `should be one of: ${issue.values.map(String).join(', ')}`,
      ];
    case 'not_multiple_of':
      return [`应为 ${String(issue.divisor)} 的倍数`, `should be a multiple of ${String(issue.divisor)}`];
    case 'invalid_key':
      return ['项目名称不正确', 'has a name that is not taken'];
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_element':
    case 'custom':
      return ['此项填写不正确，请对照说明修改', 'is not right; see the description'];
  }
}

function bounded(origin: string, limit: number | bigint, [zh, en]: Words): Words {
  const n = String(limit);
  if (origin === 'string')
    return n === '1' && en === 'at least'
      ? ['此项不能为空', 'may not be empty']
      : [`长度应${zh} ${n} 个字符`, `should have ${en} ${n} characters`];
  if (origin === 'array' || origin === 'set') return [`应${zh} ${n} 项`, `should have ${en} ${n} items`];
  return [`应${zh} ${n}`, `should be ${en} ${n}`];
}
