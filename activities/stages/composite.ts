import { belowFloors, bonusPoints, exact, inFull, takeBest, weightedSum, type Entrant } from '../../domain/arithmetic';
import { whole, type Lot } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { stillIn } from '../../records/people';
import type { Visit } from '../../records/visits';
import { criteriaOf, rankingOf, type Composite, type Ranked } from './ranked';
import { scoresFrom } from './scores';

/** From high to low by the composite, of those above the floors; so many go on as the plan takes (从高分到低分). */
export async function compose(tx: Tx, visit: Visit<'ranking'>, stage: Composite, lot: Lot): Promise<Ranked> {
  const all = await entrantsOf(tx, visit, stage, await stillIn(tx, visit, lot.people), lot.post);
  const below = belowFloors(all, stage.floors, lot.vacancies, stage.places);
  const entrants = all.filter(({ id }) => !below.includes(id));
  const { outcome, taken, cutoff } = takeBest(entrants, stage.take, lot.vacancies, stage.ties, stage.places);
  const word = outcome === 'redo' ? 'tied' : taken.length > 0 ? 'taken' : 'none';
  const found = { ranking: rankingOf(all, stage), taken, cutoff, ...(stage.floors.length > 0 && { below }) };
  // What is done again is done by everybody.
  return { lot, parts: whole(lot, word, outcome === 'redo' ? all.map(({ id }) => id) : taken), found };
}

interface Contestant extends Entrant {
  readonly parts: Readonly<Record<string, string>>;
  readonly bonus?: string;
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
