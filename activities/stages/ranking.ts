import {
  belowFloors,
  bonusPoints,
  exact,
  inFull,
  rank,
  readExact,
  seatsToReplace,
  takeBest,
  weightedSum,
  type Entrant,
} from '../../domain/arithmetic';
import type { Plan, ReplacementGround, StageOf } from '../../domain/plan';
import { apart, whole, type Lot, type Part } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { leftFrom } from '../../records/departures';
import { factsOf, stillIn } from '../../records/people';
import { findingOf, hadTheirTurn } from '../../records/earlierStages';
import type { Visit } from '../../records/visits';
import type { StageWork } from './stageWork';
import type { ElectionFinding } from './election';
import { keptBy } from './keptScore';
import { scoresFrom } from './scores';

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
type Replacement = Extract<StageOf<'ranking'>, { form: 'replacement' }>;
type Composite = Extract<StageOf<'ranking'>, { form: 'composite' }>;

export const ranking: StageWork<'ranking'> = {
  asks: {},
  async conclude(tx, visit) {
    const { stage } = visit;
    const results: Ranked[] = [];
    for (const lot of visit.lots)
      results.push(
        stage.form === 'replacement'
          ? await replace(tx, visit, stage, lot, results)
          : await compose(tx, visit, stage, lot),
      );
    const posts = Object.fromEntries(results.map(({ lot, found }) => [lot.post, found]));
    const composites = Object.fromEntries(
      results.flatMap(({ found }) => found.ranking.map(({ person, inFull: score }) => [person, { inFull: score }])),
    );
    const facts = await keptBy(tx, visit, stage.form === 'composite' ? stage.keep : undefined, composites, 100);
    return {
      parts: results.flatMap(({ parts }) => parts),
      finding: { posts } satisfies RankingFinding,
      ...(facts && { facts }),
      letters: results.flatMap(({ lot, found }) =>
        found.taken.length > 0
          ? [
              {
                purpose: `shortlisted:${stage.id}`,
                letter: 'shortlisted' as const,
                to: found.taken,
                terms: { post: lot.post, stage: stage.title },
              },
            ]
          : [],
      ),
    };
  },
};

interface Contestant extends Entrant {
  readonly parts: Readonly<Record<string, string>>;
  readonly bonus?: string;
}

interface Ranked {
  readonly lot: Lot;
  readonly parts: readonly Part[];
  readonly found: PostRanking;
}

/** From high to low by the composite, of those above the floors; so many go on as the plan takes (从高分到低分). */
async function compose(tx: Tx, visit: Visit<'ranking'>, stage: Composite, lot: Lot): Promise<Ranked> {
  const all = await entrantsOf(tx, visit, stage, await stillIn(tx, visit, lot.people), lot.post);
  const below = belowFloors(all, stage.floors, lot.vacancies, stage.places);
  const entrants = all.filter(({ id }) => !below.includes(id));
  const { outcome, taken, cutoff } = takeBest(entrants, stage.take, lot.vacancies, stage.ties, stage.places);
  const word = outcome === 'redo' ? 'tied' : taken.length > 0 ? 'taken' : 'none';
  const found = { ranking: rankingOf(all, stage), taken, cutoff, ...(stage.floors.length > 0 && { below }) };
  // What is done again is done by everybody.
  return { lot, parts: whole(lot, word, outcome === 'redo' ? all.map(({ id }) => id) : taken), found };
}

/** A part that a person has no score of counts nothing. */
async function entrantsOf(
  tx: Tx,
  visit: Visit<'ranking'>,
  stage: Composite,
  people: readonly string[],
  post: string,
): Promise<Contestant[]> {
  const components = await Promise.all(
    Object.entries(stage.weights).map(async ([id, weight]) => ({
      id,
      weight,
      ...(await scoresFrom(tx, visit, id, post)),
    })),
  );
  const bonus = await bonusOf(tx, visit, stage, post);
  const criteria = await criteriaOf(tx, visit, stage, people, post);
  return people.map((person) => {
    const parts = components.map(({ id, weight, maximum, beyond, of }) => ({
      id,
      weight,
      maximum,
      beyond,
      score: of(person)?.inFull ?? '0',
    }));
    const sum = weightedSum(parts, stage.weighting);
    if (!sum.met) throw new Error(`stage ${stage.id}: ${sum.fault}`);
    const added = bonus?.(person);
    return {
      id: person,
      score: added === undefined ? sum.inFull : inFull(exact(sum.inFull).add(exact(added))),
      ...(added === undefined ? {} : { bonus: added }),
      criteria: criteria[person] ?? {},
      parts: Object.fromEntries(parts.map(({ id, score }) => [id, score])),
    };
  });
}

/** Bonus points count as they are: nothing brings them to 100. */
async function bonusOf(
  tx: Tx,
  visit: Visit<'ranking'>,
  { bonus }: Composite,
  post: string,
): Promise<((person: string) => string) | undefined> {
  if (!bonus) return undefined;
  const sources = await Promise.all(bonus.of.map((id) => scoresFrom(tx, visit, id, post)));
  return (person) =>
    bonusPoints(
      sources.map(({ of }) => of(person)?.inFull ?? '0'),
      bonus.take,
      bonus.atMost,
    );
}

/** What a tie may be broken by: the score of any earlier stage, or a number that the person declared. */
async function criteriaOf(
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

const rankingOf = (
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

/** 递补: the next of an earlier ranking, by its order, of those who have not had their turn; nobody is taken for two lots. */
async function replace(
  tx: Tx,
  visit: Visit<'ranking'>,
  stage: Replacement,
  lot: Lot,
  done: readonly Ranked[],
): Promise<Ranked> {
  const { from, ties } = stage;
  const list = await listOf(tx, visit, from, lot.post);
  const had = await hadTheirTurn(tx, visit, [from, ...replacements(visit.plan, from)], lot.post);
  for (const person of done.flatMap(({ found }) => found.taken)) had.add(person);
  const left = await stillIn(
    tx,
    visit,
    list.map(({ person }) => person).filter((person) => !had.has(person)),
  );
  const criteria = await criteriaOf(tx, visit, stage, left, lot.post);
  const entrants = list
    .filter(({ person }) => left.includes(person))
    .map(({ person, score }) => ({ id: person, score, criteria: criteria[person] ?? {} }));
  const ranking = rankingOf(entrants);
  if (!stage.grounds && !stage.atMost) {
    const { taken, cutoff } = takeBest(entrants, { top: lot.vacancies }, lot.vacancies, ties);
    return { lot, parts: apart(lot, [['taken', taken]], 'none'), found: { ranking, taken, cutoff } };
  }
  const gone = await leftFrom(tx, visit, lot);
  const { open, barred } = await openSeats(tx, visit, stage, lot, gone, done);
  const { taken, cutoff } = open > 0 ? takeBest(entrants, { top: open }, open, ties) : { taken: [], cutoff: null };
  return {
    lot,
    parts: [
      ...(open > 0 ? apart({ ...lot, vacancies: open }, [['taken', taken]], 'none') : []),
      ...(barred > 0 ? [{ lot: lot.id, outcome: 'barred', vacancies: barred, people: [] }] : []),
    ],
    found: { ranking, taken, cutoff, barred, left: gone },
  };
}

/** The people of an earlier ranking who are above its floors, or of an election, with what they are ranked by. */
async function listOf(
  tx: Tx,
  visit: Visit<'ranking'>,
  from: string,
  post: string,
): Promise<{ person: string; score: string }[]> {
  const earlier = await findingOf<RankingFinding | ElectionFinding>(tx, visit, from, post);
  const found = earlier?.posts[post];
  if (!found) return [];
  if ('elected' in found) {
    const enough = found.ranking.filter((each) => each.enough);
    return enough.map(({ person, votes }) => ({ person, score: String(votes) }));
  }
  const { ranking: all, below = [] } = found;
  return all.filter(({ person }) => !below.includes(person)).map(({ person, inFull: score }) => ({ person, score }));
}

/** How many of a lot's seats the plan fills again: by what ground they were left, and by how often it has been done for the post. */
async function openSeats(
  tx: Tx,
  visit: Visit<'ranking'>,
  { from, grounds, atMost }: Replacement,
  lot: Lot,
  gone: Readonly<Record<string, ReplacementGround>>,
  done: readonly Ranked[],
) {
  const listed = Object.values(gone).filter((ground) => grounds?.includes(ground) ?? true).length;
  const seats = visit.plan.posts.find(({ id }) => id === lot.post)?.vacancies ?? 1;
  const had = await hadTheirTurn(tx, visit, replacements(visit.plan, from), lot.post);
  const now = done.filter((each) => each.lot.post === lot.post).flatMap(({ found }) => found.taken);
  return seatsToReplace({
    vacancies: lot.vacancies,
    listed,
    unlisted: Object.keys(gone).length - listed,
    most: atMost && atMost.times * (atMost.per === 'vacancy' ? seats : 1),
    before: new Set([...had, ...now]).size,
  });
}

const replacements = ({ stages }: Plan, from: string): string[] =>
  stages.flatMap((stage) =>
    stage.stage === 'ranking' && stage.form === 'replacement' && stage.from === from ? [stage.id] : [],
  );
