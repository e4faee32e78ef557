import type { Plan } from '../../domain/plan';
import { appliesTo } from '../../domain/eligibility';
import { dateOf } from '../../domain/calendar';
import { likelyFacts } from './likelyFacts';
import type { Cast, Scenario } from './scenario';

/** People who do what is asked of them, instead of acts that somebody wrote down. */
export interface Generated extends Scenario {
  /** The post that each applicant applies for. */
  readonly applicants: ReadonlyMap<string, string>;
  /** Makes the same people do the same again. */
  readonly seed: number;
}

/** `--people N`: N applicants a post, panels and electorates as the plan asks, and nobody who stands in the way. */
export function generatedScenario(
  plan: Plan,
  people: number,
  { starts, seed = 1 }: { starts: string; seed?: number },
): Generated {
  const panels = Object.entries(plan.panels).flatMap(([id, { min = 3, max, outside = 0, winnersOf }]) => {
    // Whoever wins will be in it.
    if (winnersOf) return [];
    const size = Math.max(min, Math.min(max ?? 3, 7));
    return Array.from({ length: size }, (_, index): Cast => ({
      name: `${id}-${index + 1}`,
      in: [id],
      roles: [],
      facts: {},
      ...(index < outside ? { outside: true } : {}),
    }));
  });
  const electors = Object.entries(plan.electorates).flatMap(([id, { classes }]) =>
    Object.keys(classes).flatMap((group) =>
      Array.from({ length: 10 }, (_, index): Cast => ({
        name: `${id}-${group}-${index + 1}`,
        in: [`${id}/${group}`],
        roles: [],
        facts: {},
      })),
    ),
  );
  const on = dateOf(starts);
  // Without open registration people come from the pool.
  const groups = plan.stages.some(({ stage }) => stage === 'registration') ? [] : ['pool'];
  const applicants = plan.posts.flatMap((post) => {
    const facts = likelyFacts(
      plan.conditions.filter((condition) => appliesTo(condition, post.id)),
      on,
    );
    return Array.from({ length: people }, (_, index) => ({
      post: post.id,
      cast: { name: `${post.id}-${index + 1}`, in: groups, roles: [], facts } satisfies Cast,
    }));
  });
  return {
    title: `每个职位 ${people} 人报名`,
    starts,
    people: [...panels, ...electors, ...applicants.map(({ cast }): Cast => cast)].map(
      ({ name, in: groups, facts, outside }) => ({ name, in: [...groups], roles: [], facts, outside }),
    ),
    acts: [],
    expect: [],
    lineOf: () => 0,
    seed,
    applicants: new Map(applicants.map(({ post, cast }) => [cast.name, post])),
  };
}
