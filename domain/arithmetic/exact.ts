/**
 * Exact numbers. A mean of three judges or two thirds of a committee has no finite decimal, so the arithmetic is done in
 * fractions of big integers and is rounded once, when a number is printed.
 */
export interface Exact {
  readonly numerator: bigint;
  /** Always positive; the fraction is in lowest terms. */
  readonly denominator: bigint;
}

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

// Bounded so that a hostile number cannot make the arithmetic arbitrarily slow.
const DECIMAL = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?$/;
const FRACTION = /^([+-]?\d{1,400})\/(\d{1,400})$/;

export const ZERO: Exact = { numerator: 0n, denominator: 1n };

/** Reads "88.33" or "265/3"; undefined when the text is neither. Numbers are read by their shortest decimal text. */
export function readExact(value: string | number | bigint): Exact | undefined {
  const text = String(value);
  const decimal = DECIMAL.exec(text);
  if (decimal) {
    const [, sign = '', whole = '', decimals = ''] = decimal;
    return fraction(BigInt(`${sign === '-' ? '-' : ''}${whole}${decimals}`), 10n ** BigInt(decimals.length));
  }
  const [, numerator, denominator] = FRACTION.exec(text) ?? [];
  if (numerator === undefined || denominator === undefined || /^0+$/.test(denominator)) return undefined;
  return fraction(BigInt(numerator), BigInt(denominator));
}

/** Reads "88.33", "265/3" or a number. Throws RuleError `notANumber`. */
export function exact(value: string | number | bigint): Exact {
  const read = readExact(value);
  if (!read) throw new RuleError('notANumber', value);
  return read;
}

/** Throws RuleError `divisionByZero`. */
export function fraction(numerator: bigint, denominator: bigint): Exact {
  if (denominator === 0n) throw new RuleError('divisionByZero', numerator);
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator * sign);
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

export const plus = (a: Exact, b: Exact): Exact =>
  fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
export const times = (a: Exact, b: Exact): Exact => fraction(a.numerator * b.numerator, a.denominator * b.denominator);
export const over = (a: Exact, b: Exact): Exact => fraction(a.numerator * b.denominator, a.denominator * b.numerator);
export const sum = (terms: readonly Exact[]): Exact => terms.reduce(plus, ZERO);

/** Negative when a < b, zero when equal, positive when a > b; by cross-multiplication, so nothing is rounded. */
export function compare(a: Exact, b: Exact): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function floor(a: Exact): bigint {
  const quotient = a.numerator / a.denominator;
  return a.numerator < 0n && quotient * a.denominator !== a.numerator ? quotient - 1n : quotient;
}

export const ceiling = (a: Exact): bigint => -floor({ numerator: -a.numerator, denominator: a.denominator });

/** The value in full, to be computed with further: "88.5" when a decimal says it exactly, else "265/3". */
export function inFull(a: Exact): string {
  for (let places = 0; places <= 20; places++) {
    if ((a.numerator * 10n ** BigInt(places)) % a.denominator === 0n) return rounded(a, places);
  }
  return `${a.numerator}/${a.denominator}`;
}

/** The value as people read it: fixed decimals, halves away from zero (四舍五入). Default 2 places. */
export function rounded(a: Exact, places = 2): string {
  const negative = a.numerator < 0n;
  const scaled = (negative ? -a.numerator : a.numerator) * 10n ** BigInt(places);
  const units = (2n * scaled + a.denominator) / (2n * a.denominator);
  const digits = units.toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  const text = places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return negative && units !== 0n ? `-${text}` : text;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
