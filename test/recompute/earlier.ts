import { placesOf, ranked, type Score, type Take } from './numbers';
import type { Scene } from './scene';

/** What stages with scores and rankings find. */
export interface Scored {
  readonly max?: number;
  readonly scores?: Readonly<Record<string, Score>>;
  readonly posts?: Readonly<
    Record<
      string,
      {
        readonly ranking: readonly { person: string; score: string; inFull: string }[];
        readonly below?: readonly string[];
      }
    >
  >;
}

/** What an earlier stage gives a person of a post. */
export function scoresFrom(scene: Scene, stage: string, post: string) {
  const found = scene.earlier<Scored>(stage, post);
  const of = (person: string): Score | undefined => {
    const placed = found?.posts?.[post]?.ranking.find((each) => each.person === person);
    return found?.scores?.[person] ?? (placed && { published: placed.score, inFull: placed.inFull });
  };
  return { maximum: found?.max ?? 100, of };
}

/** Assignment by rank: each gets the dearest wish that is still free, equal ones alike. */
export function byRank(
  scene: Scene,
  people: readonly string[],
  posts: (person: string) => readonly string[],
): Record<string, string | null> {
  const score = scene.says('score', '');
  const entrants = people.map((person) => ({
    person,
    score: scoresFrom(scene, score, posts(person)[0]!).of(person)?.inFull ?? '0',
  }));
  const places = Object.fromEntries(
    scene.visit.lots.map(({ post, vacancies }) => [post, placesOf(scene.says<Take>('take', { top: 0 }), vacancies)]),
  );
  const assigned: Record<string, string | null> = Object.fromEntries(people.map((person) => [person, null]));
  const all = ranked(entrants, 2).sort((a, b) => a.rank - b.rank);
  for (const rank of new Set(all.map((each) => each.rank))) {
    const free = Object.keys(places).filter(
      (post) => Object.values(assigned).filter((each) => each === post).length < places[post]!,
    );
    for (const { person } of all.filter((each) => each.rank === rank)) {
      const wishes = scene.wishes(person).filter((wish) => posts(person).includes(wish));
      const rest = posts(person).filter((post) => !wishes.includes(post));
      assigned[person] = [...wishes, ...rest].find((wish) => free.includes(wish)) ?? null;
    }
  }
  return assigned;
}
