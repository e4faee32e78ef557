import {
  ceiling,
  exactly,
  floor,
  frac,
  mean,
  order,
  over,
  plus,
  read,
  times,
  total,
  type Frac,
} from '../model/fraction';

export interface Score {
  readonly published: string;
  readonly inFull: string;
}

/** 四舍五入 to so many places; nothing here is below 0. */
export function printed({ n, d }: Frac, places = 2): string {
  const whole = (n * 2n * 10n ** BigInt(places) + d) / (2n * d);
  const digits = String(whole).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

export const scoreOf = (value: Frac, places = 2): Score => ({
  published: printed(value, places),
  inFull: exactly(value),
});

/** The mean without so many of the highest and lowest; none where too few are left. */
export function meanOf(scores: readonly string[], { high, low } = { high: 0, low: 0 }): Frac | undefined {
  if (scores.length <= high + low) return undefined;
  const ascending = scores.map(read).sort(order);
  return mean(ascending.slice(low, ascending.length - high));
}

export interface Share {
  readonly strict: boolean;
  readonly line: Frac;
}

/** "2/3", "80%", "0.8", ">1/2", "≥2/3". */
export function shareIn(text: string): Share {
  const plain = text.replaceAll('＞', '>').replaceAll('％', '%').replace(/≥|>=/, '').replaceAll(/\s/g, '');
  const bare = plain.replace('>', '');
  const line = bare.endsWith('%') ? over(read(bare.slice(0, -1)), frac(100)) : read(bare);
  return { strict: plain.startsWith('>'), line };
}

/** How many of so many make the share, and how so many stand to it. */
export function sharedBy(part: number, whole: number, text: string) {
  const { strict, line } = shareIn(text);
  const wanted = times(line, frac(whole));
  const needed = strict ? floor(wanted) + 1 : ceiling(wanted);
  return { met: whole > 0 && part >= needed, needed, actual: part, base: whole, percent: percentOf(part, whole, line) };
}

/** In percent, to as many places as it takes to stand on the right side of the line. */
function percentOf(part: number, whole: number, line: Frac): string {
  if (whole === 0) return '–';
  const value = frac(part, whole);
  const side = order(value, line);
  for (let places = 2; ; places++) {
    const text = printed(times(value, frac(100)), places);
    if (side === 0 || places > 18 || order(read(text), times(line, frac(100))) === side) return text;
  }
}

/** "3", 2.5, "3:1" people to one vacancy. */
export function ratioIn(ratio: string | number): Frac {
  const [people = '', vacancies = '1'] = String(ratio)
    .replace('：', ':')
    .split(':')
    .map((part) => part.trim());
  return over(read(people), read(vacancies));
}

export type Take = { perVacancy: number } | { top: number } | { ratio: string | number; rounding?: string };

export function placesOf(take: Take, vacancies: number): number {
  if ('top' in take) return take.top;
  if ('perVacancy' in take) return take.perVacancy * vacancies;
  const people = times(ratioIn(take.ratio), frac(vacancies));
  if (take.rounding === 'down') return floor(people);
  return take.rounding === 'halfUp' ? Number(printed(people, 0)) : ceiling(people);
}

export interface Entrant {
  readonly person: string;
  /** In full. */
  readonly score: string;
  readonly criteria?: Readonly<Record<string, string>>;
}

/** Equal printed scores share a rank, and the next one is skipped. */
export function ranked(entrants: readonly Entrant[], places: number) {
  const each = entrants.map((entrant) => ({ ...entrant, published: printed(read(entrant.score), places) }));
  return each.map((mine) => ({
    ...mine,
    rank: 1 + each.filter(({ published }) => order(read(published), read(mine.published)) > 0).length,
  }));
}

export type Ties = string | { breakBy: { by: string; prefer?: string }[]; otherwise?: string };

/** Who goes on: everybody before whom fewer stand than there are places; at the cut the equal ones together, or as the plan says. */
export function best(entrants: readonly Entrant[], take: Take, vacancies: number, ties: Ties = 'include', places = 2) {
  const seats = placesOf(take, vacancies);
  const all = ranked(entrants, places);
  const criteria = typeof ties === 'object' ? ties.breakBy : [];
  const isBefore = (a: (typeof all)[number], b: (typeof all)[number]): boolean => {
    if (a.rank !== b.rank) return a.rank < b.rank;
    for (const { by, prefer } of criteria) {
      const [mine, theirs] = [a.criteria?.[by], b.criteria?.[by]];
      // A number that is missing stands behind any.
      if (mine === undefined || theirs === undefined) {
        if (mine !== theirs) return mine !== undefined;
        continue;
      }
      const side = order(read(mine), read(theirs)) * (prefer === 'low' ? -1 : 1);
      if (side !== 0) return side > 0;
    }
    return false;
  };
  const before = (one: (typeof all)[number]) => all.filter((other) => isBefore(other, one)).length;
  const within = all.filter((one) => before(one) < seats);
  const last = within.filter((one) => !within.some((other) => isBefore(one, other)));
  const redo = within.length > seats && (typeof ties === 'object' ? ties.otherwise : ties) === 'redo';
  const taken = redo ? within.filter((one) => !last.includes(one)) : within;
  const cutoff = taken.reduce<string | null>(
    (low, { published }) => (low === null || order(read(published), read(low)) < 0 ? published : low),
    null,
  );
  return { redo, taken: taken.map(({ person }) => person), cutoff };
}

/** Each score brought to 100 by its full mark, times its weight. */
export function weighted(parts: readonly { weight: number; maximum: number; score: string }[]): Frac {
  const whole = total(parts.map(({ weight }) => read(weight)));
  return parts
    .map(({ weight, maximum, score }) =>
      over(times(times(read(score), frac(100)), read(weight)), times(read(maximum), whole)),
    )
    .reduce(plus, frac(0));
}
