import { Different } from './archive';
import { scoresFrom } from './earlier';
import { best, type Entrant, type Take, type Ties } from './numbers';
import type { Scene } from './scene';

/** Criteria in order: the scores of stages. A number that people declared is in their files. */
export function criteriaOf(scene: Scene, ties: Ties, post: string): (person: string) => Record<string, string> {
  const stages = typeof ties === 'object' ? ties.breakBy.map(({ by }) => ({ by, ...scoresFrom(scene, by, post) })) : [];
  return (person) =>
    Object.fromEntries(stages.flatMap(({ by, of }) => (of(person) ? [[by, of(person)!.inFull] as const] : [])));
}

/** Who is taken; where a tie was broken by what people declared, as the export says, among those whom it can be. */
export function takenOf(
  scene: Scene,
  entrants: readonly Entrant[],
  { take, vacancies, ties, places, found }: { take: Take; vacancies: number; ties: Ties; places: number; found: Taken },
) {
  const isDeclared = ({ by }: { by: string }) => !scene.plan.stages.some(({ id }) => id === by);
  if (typeof ties !== 'object' || !ties.breakBy.some(isDeclared)) return best(entrants, take, vacancies, ties, places);
  const [most, least] = [
    best(entrants, take, vacancies, 'include', places),
    best(entrants, take, vacancies, 'redo', places),
  ];
  const { taken, cutoff } = scene.given('who was taken of equal ones by a number that they declared', found);
  if (!taken.every((person) => most.taken.includes(person)) || !least.taken.every((person) => taken.includes(person)))
    throw new Different(`${taken.join(', ')} cannot be those taken of ${most.taken.join(', ')}`);
  return {
    redo: ties.otherwise === 'redo' && taken.length < most.taken.length && taken.length === least.taken.length,
    taken: [...taken],
    cutoff,
  };
}
export interface Taken {
  readonly taken: readonly string[];
  readonly cutoff: string | null;
}
