import { readExact } from '../arithmetic';
import { pointerTo, type Pointed } from '../explain';
import type { AnswerOf } from './kinds';
import type { Terms } from './terms';

/** What people write of somebody of whom none of a line's words is true. */
export const NONE = '无';

/** Every line of the table has what was verified for it, in its kind, and there are no others. */
export function checkPoints({ values }: AnswerOf<'points'>, { table = [] }: Terms): Pointed[] {
  const at = (name: string) => pointerTo(['values', name]);
  const wrong = (name: string, zh: string, en: string): Pointed => ({ pointer: at(name), zh, en });
  return [
    ...Object.keys(values)
      .filter((name) => !table.some((each) => each.name === name))
      .map((name) => wrong(name, '计分表上没有这一项', 'there is no such line in the table')),
    ...table.flatMap(({ name, words, counts }): Pointed[] => {
      const value = values[name];
      if (value === undefined) return [wrong(name, `“${name}”还没有填写`, 'nothing was entered for this line')];
      if (counts) {
        const known = Object.keys(counts);
        if (typeof value === 'string' || Object.keys(value).some((kind) => !known.includes(kind)))
          return [wrong(name, `请写明各有几个：${known.join('、')}`, `say how many of each: ${known.join(', ')}`)];
        return [];
      }
      if (words) {
        const known = [...Object.keys(words), NONE];
        return typeof value === 'string' && known.includes(value)
          ? []
          : [wrong(name, `应为${known.join('、')}之一`, `one of ${known.join(', ')}`)];
      }
      const number = typeof value === 'string' && /^\d/.test(value) ? readExact(value) : undefined;
      return number ? [] : [wrong(name, '应写成数字，如 3 或 3.5', 'a number such as 3 or 3.5')];
    }),
  ];
}
