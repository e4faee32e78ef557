import { exactly, order, plus, read, total } from '../../model/fraction';
import type { Lot } from '../archive';
import { scoresFrom } from '../earlier';
import { printed, ranked, weighted, type Entrant, type Take, type Ties } from '../numbers';
import { replacement } from '../replacement';
import { criteriaOf, takenOf, type Taken } from '../taking';
import { whole, type Again, type Scene } from '../scene';

export function ranking(scene: Scene): Again {
  const taken: { post: string; person: string }[] = [];
  const all = scene.visit.lots.map((lot) => {
    const isNext = scene.form('composite') === 'replacement';
    const each = isNext ? replacement(scene, lot, taken) : composite(scene, lot);
    taken.push(...each.found.taken.map((person) => ({ post: lot.post, person })));
    return { lot, ...each };
  });
  return {
    parts: all.flatMap(({ parts }) => parts),
    finding: { posts: Object.fromEntries(all.map(({ lot, found }) => [lot.post, found])) },
  };
}

interface Floor {
  readonly of?: string;
  readonly atLeast: number;
  readonly only?: string;
}

interface Bonus {
  readonly of: readonly string[];
  readonly take?: string;
  readonly atMost?: number;
}

/** Bonus points: the sum or the best of their sources, at most so many. */
function bonusOf(scene: Scene, post: string): ((person: string) => string) | undefined {
  const bonus = scene.says<Bonus | undefined>('bonus', undefined);
  if (!bonus) return undefined;
  const sources = bonus.of.map((id) => scoresFrom(scene, id, post).of);
  return (person) => {
    const each = sources.map((of) => read(of(person)?.inFull ?? '0'));
    const sum = bonus.take === 'best' ? each.reduce((a, b) => (order(a, b) < 0 ? b : a)) : total(each);
    return exactly(bonus.atMost !== undefined && order(sum, read(bonus.atMost)) > 0 ? read(bonus.atMost) : sum);
  };
}

function composite(scene: Scene, lot: Lot) {
  const places = scene.says('places', 2);
  const floors = scene.says<Floor[]>('floors', []);
  const ties = scene.says<Ties>('ties', 'include');
  const from = Object.entries(scene.says<Record<string, number>>('weights', {})).map(([id, weight]) => ({
    id,
    weight,
    ...scoresFrom(scene, id, lot.post),
  }));
  const bonus = bonusOf(scene, lot.post);
  const criteria = criteriaOf(scene, ties, lot.post);
  const foundHere = scene.found<{ posts: Readonly<Record<string, Taken>> }>().posts[lot.post]!;
  const people = scene.still(lot.people);
  const all = people.map((person): Entrant & { parts: Record<string, string> } => {
    const parts = from.map(({ id, weight, maximum, of }) => ({
      id,
      weight,
      maximum,
      score: of(person)?.inFull ?? '0',
    }));
    return {
      person,
      score: exactly(plus(weighted(parts), read(bonus?.(person) ?? '0'))),
      criteria: criteria(person),
      parts: Object.fromEntries(parts.map(({ id, score }) => [id, score])),
    };
  });
  const holds = floors.filter(({ only }) => only === undefined || all.length <= lot.vacancies);
  const reaches = (one: (typeof all)[number], { of, atLeast }: Floor) =>
    order(read(of === undefined ? printed(read(one.score), places) : (one.parts[of] ?? '0')), read(atLeast)) >= 0;
  const below = all.filter((one) => !holds.every((floor) => reaches(one, floor))).map(({ person }) => person);
  const { redo, taken, cutoff } = takenOf(
    scene,
    all.filter(({ person }) => !below.includes(person)),
    { take: scene.says<Take>('take', { top: 0 }), vacancies: lot.vacancies, ties, places, found: foundHere },
  );
  const carried = (score: string) =>
    scene.says<string>('carries', 'full') === 'published' ? printed(read(score), places) : score;
  const list = ranked(all, places).map(({ person, rank, published, score }) => ({
    person,
    rank,
    score: published,
    inFull: carried(score),
    ...(bonus && { bonus: bonus(person) }),
  }));
  const word = redo ? 'tied' : taken.length > 0 ? 'taken' : 'none';
  return {
    parts: [whole(lot, word, redo ? people : taken)],
    found: { ranking: list, taken, cutoff, ...(floors.length > 0 && { below }) },
  };
}
