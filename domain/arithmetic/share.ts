import { z } from 'zod';
import { compare, exact, fraction, readExact, rounded, RuleError, type Exact } from './exact';

/** A share of a number of people. `strict` means "more than" (超过, 过半数); otherwise "at least" (以上, 达到; Civil Code art. 1259). */
export interface Share {
  readonly strict: boolean;
  readonly numerator: number;
  readonly denominator: number;
}

/** How a count stands against a share of a base; `needed` is the smallest count that satisfies it (of a base of 0, none does). */
export interface ShareResult {
  readonly met: boolean;
  readonly needed: number;
  readonly actual: number;
  readonly base: number;
  /** "79.80": of the base, 2 decimals, more where 2 would print the other side of the share; "–" of a base of 0. */
  readonly percent: string;
}

const SHARE =
  /^\s*(>=|≥|>|＞)?\s*(?:(\d{1,6})\s*\/\s*(\d{1,6})|(\d{1,3}(?:\.\d{1,6})?)\s*[%％]|([01](?:\.\d{1,8})?))\s*$/;

/** Reads "2/3", "80%", "79.5%", "0.8", ">1/2", ">=2/3"; undefined when it is none, or no share between 0 and 1. */
export function readShare(text: string): Share | undefined {
  const [, sign, numerator, denominator, percent, decimal] = SHARE.exec(text) ?? [];
  const value =
    percent !== undefined ? exact(percent).div(100) : readExact(decimal ?? `${numerator ?? ''}/${denominator ?? ''}`);
  if (!value) return undefined;
  const strict = sign === '>' || sign === '＞';
  const beyond = compare(value, exact(1));
  if (beyond > 0 || (strict && beyond === 0)) return undefined;
  return { strict, numerator: Number(value.n), denominator: Number(value.d) };
}

/** As `readShare`; throws RuleError `notAShare`. */
export function share(text: string): Share {
  const read = readShare(text);
  if (!read) throw new RuleError('notAShare', text);
  return read;
}

/** A share as a plan writes it. Stays text; read it with `share`. */
export const shareSchema = z.string().refine((text) => readShare(text) !== undefined, {
  error: '应为比例，如 2/3、80% 或 >1/2 (a share such as 2/3, 80% or >1/2)',
});

/** "三分之二以上" as "≥ 2/3": for people. */
export const shareText = (of: Share): string => `${of.strict ? '>' : '≥'}${of.numerator}/${of.denominator}`;

/** Compares `actual` people with a share of `base` people. Throws RuleError `notACount`. */
export function ofBase(actual: number, base: number, of: Share): ShareResult {
  const part = fraction(BigInt(of.numerator), BigInt(of.denominator));
  const line = part.mul(exact(count(base)));
  const needed = Number(of.strict ? line.floor().add(1) : line.ceil());
  return { met: base > 0 && count(actual) >= needed, needed, actual, base, percent: percentOf(actual, base, part) };
}

/** People, ballots, vacancies: a whole number from 0. Throws RuleError `notACount`. */
export function count(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RuleError('notACount', value);
  return value;
}

// 7999/9999 must not print as 80.00 %: decimals are added until the printed number is on the side where the true one is.
function percentOf(actual: number, base: number, line: Exact): string {
  if (base === 0) return '–';
  const value = fraction(BigInt(actual), BigInt(base));
  const side = compare(value, line);
  let text = rounded(value.mul(100));
  for (let places = 3; side !== 0 && compare(exact(text), line.mul(100)) !== side && places <= 18; places++) {
    text = rounded(value.mul(100), places);
  }
  return text;
}
