import { Problem } from './problems';

const deepest = 32;
// The unpaired halves of a character outside the basic plane, and NUL: PostgreSQL keeps neither.
const unstorable = /\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const poisonous = new Set(['__proto__', 'constructor', 'prototype']);

export const isStorable = (text: string): boolean => !unstorable.test(text);

/**
 * Refuses what no schema should have to think of: NUL, half characters, keys that reach into prototypes, numbers that JSON
 * cannot carry, nesting that would exhaust the stack of whoever reads it next. Walks without recursion.
 *
 * @throws Problem `badText`
 */
export function mustBeClean(value: unknown): void {
  const open: [value: unknown, depth: number][] = [[value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [each, depth] = next;
    if (depth > deepest) throw new Problem('badText', { en: `nested deeper than ${deepest} levels` });
    if (typeof each === 'string' && !isStorable(each))
      throw new Problem('badText', { en: 'a text has a NUL or half a character' });
    if (typeof each === 'number' && !Number.isFinite(each))
      throw new Problem('badText', { en: 'a number is too large' });
    if (typeof each !== 'object' || each === null) continue;
    for (const [key, inner] of Object.entries(each)) {
      if (poisonous.has(key) || !isStorable(key))
        throw new Problem('badText', { en: 'a field has a name that is not taken' });
      open.push([inner, depth + 1]);
    }
  }
}
