import { Fraction } from 'fraction.js';

/**
 * Exact numbers. A mean of three judges or two thirds of a committee has no finite decimal, so the arithmetic is done in
 * fractions of big integers and is rounded once, when a number is printed.
 */
export type Exact = InstanceType<typeof Fraction>;

export type RuleFault =
  'notANumber' | 'notAShare' | 'notARatio' | 'notACount' | 'countsDisagree' | 'notADate' | 'divisionByZero';

/** The input itself is malformed: a fault of the caller, never of the people being selected. `code` is a closed set. */
export class RuleError extends Error {
  constructor(
    readonly code: RuleFault,
    readonly input: unknown,
  ) {
    super(`${code}: ${String(input)}`);
    this.name = 'RuleError';
  }
}

// Bounded so that a hostile number cannot make the arithmetic arbitrarily slow; the library also reads "1 1/2", "0.(3)" and "1_000".
const NUMBER = /^[+-]?(?:\d{1,40}(?:\.\d{1,40})?|\d{1,400}\/(?!0+$)\d{1,400})$/;

export const ZERO: Exact = new Fraction(0n);

/** Reads "88.33" or "265/3"; undefined when the text is neither. Numbers are read by their shortest decimal text. */
export function readExact(value: string | number | bigint): Exact | undefined {
  // Never hand the library a float: it takes the nearest fraction with a denominator up to 10 million.
  const text = String(value);
  return NUMBER.test(text) ? new Fraction(text) : undefined;
}

/** Reads "88.33", "265/3" or a number. Throws RuleError `notANumber`. */
export function exact(value: string | number | bigint): Exact {
  const read = readExact(value);
  if (!read) throw new RuleError('notANumber', value);
  return read;
}

/** Throws RuleError `divisionByZero`. */
export const fraction = (numerator: bigint, denominator: bigint): Exact =>
  over(new Fraction(numerator), new Fraction(denominator));

/** Throws RuleError `divisionByZero`. */
export function over(a: Exact, b: Exact): Exact {
  if (b.n === 0n) throw new RuleError('divisionByZero', a.toFraction());
  return a.div(b);
}

export const sum = (terms: readonly Exact[]): Exact => terms.reduce((total, term) => total.add(term), ZERO);

/** Negative when a < b, zero when equal, positive when a > b; nothing is rounded. */
export const compare = (a: Exact, b: Exact): number => a.compare(b);

/** The value in full, to be computed with further: "88.5" when a decimal says it exactly, else "265/3". */
export const inFull = (a: Exact): string => (a.equals(a.round(20)) ? a.toString(20) : a.toFraction());

/** The value as people read it: fixed decimals, halves away from zero (四舍五入). Default 2 places. */
export function rounded(a: Exact, places = 2): string {
  // Of the absolute value, since the library rounds halves up, -0.5 to 0.
  const text = a.abs().round(places).mul(a.s).toString(places);
  const [whole = '', decimals = ''] = text.split('.');
  return places === 0 ? whole : `${whole}.${decimals.padEnd(places, '0')}`;
}
