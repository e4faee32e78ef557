/** Fractions as learned at school, of big integers; nothing of domain/arithmetic. */
export interface Frac {
  readonly n: bigint;
  /** Above 0. */
  readonly d: bigint;
}

export const frac = (n: bigint | number, d: bigint | number = 1): Frac => {
  const [top, below] = [BigInt(n), BigInt(d)];
  if (below === 0n) throw new Error('a fraction over nothing');
  const common = gcd(top < 0n ? -top : top, below < 0n ? -below : below) * (below < 0n ? -1n : 1n);
  return common === 0n ? { n: 0n, d: 1n } : { n: top / common, d: below / common };
};

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** "88.5", "265/3", 40. */
export function read(value: string | number): Frac {
  const [top, below] = String(value).split('/');
  if (below !== undefined) return over(read(top!), read(below));
  const [whole = '0', decimals = ''] = top!.split('.');
  return frac(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
}

export const plus = (a: Frac, b: Frac): Frac => frac(a.n * b.d + b.n * a.d, a.d * b.d);
export const times = (a: Frac, b: Frac): Frac => frac(a.n * b.n, a.d * b.d);
export const over = (a: Frac, b: Frac): Frac => frac(a.n * b.d, a.d * b.n);
export const total = (all: readonly Frac[]): Frac => all.reduce(plus, frac(0));
export const mean = (all: readonly Frac[]): Frac => over(total(all), frac(all.length));
/** Below 0 when a < b. */
export const order = (a: Frac, b: Frac): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
/** The least whole number that is not below it. */
export const ceiling = ({ n, d }: Frac): number => Number(n <= 0n ? n / d : (n + d - 1n) / d);
export const floor = ({ n, d }: Frac): number => Number(n / d);

/** 四舍五入 to two places; nothing here is below 0. */
export function printed({ n, d }: Frac): string {
  const cents = String((n * 200n + d) / (2n * d)).padStart(3, '0');
  return `${cents.slice(0, -2)}.${cents.slice(-2)}`;
}

/** In full: a decimal where there is one, else a fraction. */
export function exactly({ n, d }: Frac): string {
  for (let places = 0; places <= 20; places++) {
    const shifted = n * 10n ** BigInt(places);
    if (shifted % d !== 0n) continue;
    const digits = String(shifted / d).padStart(places + 1, '0');
    return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  }
  return `${n}/${d}`;
}

/** "2/3", "80%", "0.8", ">1/2": whether so many of so many are that share; of nobody, no share is. */
export function isShare(part: number, whole: number, text: string): boolean {
  const strict = text.startsWith('>');
  const bare = text.replace('>', '').trim();
  const line = bare.endsWith('%') ? over(read(bare.slice(0, -1)), frac(100)) : read(bare);
  const side = order(frac(part), times(line, frac(whole)));
  return whole > 0 && (strict ? side > 0 : side >= 0);
}
