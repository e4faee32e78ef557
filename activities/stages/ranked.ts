import { rank, readExact, type Entrant } from '../../domain/arithmetic';
import type { ReplacementGround, StageOf } from '../../domain/plan';
import type { Lot, Part } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { factsOf } from '../../records/people';
import type { Visit } from '../../records/visits';
import { scoresFrom } from './scores';

export type Composite = Extract<StageOf<'ranking'>, { form: 'composite' }>;
export type Replacement = Extract<StageOf<'ranking'>, { form: 'replacement' }>;

/** What a ranking finds for each post: everybody's composite, who goes on, and the lowest score that does. */
export interface RankingFinding {
  readonly posts: Readonly<Record<string, PostRanking>>;
}
interface PostRanking {
  readonly ranking: readonly {
    readonly person: string;
    readonly rank: number;
    readonly score: string;
    readonly inFull: string;
    /** The points that were added, where there are any. */
    readonly bonus?: string;
  }[];
  readonly taken: readonly string[];
  readonly cutoff: string | null;
  /** Who fell below a floor, where there is one. */
  readonly below?: readonly string[];
  /** Of a replacement: seats that the plan does not fill again, and who left the seats on what ground, where the plan asks. */
  readonly barred?: number;
  readonly left?: Readonly<Record<string, ReplacementGround>>;
}

/** One lot of a ranking, worked out. */
export interface Ranked {
  readonly lot: Lot;
  readonly parts: readonly Part[];
  readonly found: PostRanking;
}

/** What a tie may be broken by: the score of any earlier stage, or a number that the person declared. */
export async function criteriaOf(
  tx: Tx,
  visit: Visit<'ranking'>,
  { ties }: Pick<StageOf<'ranking'>, 'ties'>,
  people: readonly string[],
  post: string,
): Promise<Record<string, Record<string, string>>> {
  if (typeof ties !== 'object') return {};
  const facts = await factsOf(tx, visit, people);
  const known = await Promise.all(
    ties.breakBy.map(async ({ by }) => {
      const { of } = await scoresFrom(tx, visit, by, post);
      return { by, of: (person: string) => of(person)?.inFull ?? numberIn(facts[person]?.[by]) };
    }),
  );
  const having = (person: string) =>
    known.flatMap(({ by, of }): [string, string][] => {
      const value = of(person);
      return value === undefined ? [] : [[by, value]];
    });
  return Object.fromEntries(people.map((person) => [person, Object.fromEntries(having(person))]));
}

const numberIn = (fact: unknown): string | undefined =>
  (typeof fact === 'number' || typeof fact === 'string') && readExact(fact) ? String(fact) : undefined;

/** In their order, with what is published of each and what later rankings use. */
export const rankingOf = (
  entrants: readonly (Entrant & { readonly bonus?: string })[],
  { places, carries }: Pick<Composite, 'places' | 'carries'> = { places: 2, carries: 'full' },
) =>
  rank(entrants, places).map(({ id, rank: place, published }) => {
    const { score, bonus } = entrants.find((each) => each.id === id)!;
    return {
      person: id,
      rank: place,
      score: published,
      inFull: carries === 'published' ? published : score,
      ...(bonus === undefined ? {} : { bonus }),
    };
  });
