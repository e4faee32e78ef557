import { appliesTo, factsNeeded, factsRequired, type Condition } from './condition';
import { factSchema, type Facts } from './facts';

/** What is wrong with a fact as it was entered; `pointer` is a JSON pointer into the application. */
export interface FactProblem {
  readonly pointer: string;
  readonly zh: string;
  readonly en: string;
}

/**
 * Checks the facts of an application for `post` before it is kept: those the post's conditions require are there, all are of
 * their type, and none are there that no condition of the plan asks for (a form collects no more than is needed).
 */
export function checkFacts(conditions: readonly Condition[], post: string, facts: Facts): readonly FactProblem[] {
  const asked = new Map(factsNeeded(conditions).map((spec) => [spec.key, spec]));
  const required = factsRequired(conditions.filter((condition) => appliesTo(condition, post)));
  const absent = required.filter((spec) => !isGiven(facts, spec.key));
  const given = Object.keys(facts).filter((key) => isGiven(facts, key));
  return [
    ...absent.map(({ key, title }) => ({ pointer: pointerTo([key]), zh: `请填写${title}`, en: `${key} is missing` })),
    ...given.flatMap((key): FactProblem[] => {
      const spec = asked.get(key);
      if (!spec)
        return [{ pointer: pointerTo([key]), zh: `方案没有要求填写“${key}”`, en: `The plan does not ask for ${key}` }];
      const read = factSchema(spec).safeParse(facts[key]);
      return (read.error?.issues ?? []).map((issue) => ({
        pointer: pointerTo([key, ...issue.path]),
        zh: `${spec.title}填写有误，请核对`,
        en: `${key} is not a valid ${spec.type}`,
      }));
    }),
  ];
}

// JSON drops undefined, and forms send null for what was left empty.
const isGiven = (facts: Facts, key: string): boolean =>
  Object.hasOwn(facts, key) && facts[key] !== undefined && facts[key] !== null;

function pointerTo(path: readonly PropertyKey[]): string {
  return ['', 'facts', ...path].map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
}
