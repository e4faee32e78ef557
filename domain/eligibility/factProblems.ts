import { appliesTo, factsNeeded, testEligibility, type Condition } from './condition';
import { factsSchema } from './facts';

/** What is wrong with the facts of an application: entries of the wrong kind, and those without which it can't be judged. */
export function factProblems(
  conditions: readonly Condition[],
  post: string,
  facts: Readonly<Record<string, unknown>>,
  registrationDeadline: string,
): { pointer: string; zh: string; en: string }[] {
  const needed = factsNeeded(conditions.filter((condition) => appliesTo(condition, post)));
  const known = factsNeeded(conditions);
  const title = (key: string) => known.find((fact) => fact.key === key)?.title ?? key;
  const read = factsSchema(known).safeParse(facts);
  const wrong = read.success
    ? []
    : read.error.issues.flatMap(
        ({ path, code, keys, message }: { path: PropertyKey[]; code: string; keys?: string[]; message: string }) =>
          code === 'unrecognized_keys'
            ? (keys ?? []).map((key) => ({
                pointer: `/facts/${key}`,
                zh: `报名表没有“${key}”这一项`,
                en: `the form has no ${key}`,
              }))
            : [
                {
                  pointer: `/facts/${path.join('/')}`,
                  zh: `“${title(String(path[0]))}”填写不正确：${message}`,
                  en: `${String(path[0])} is not right`,
                },
              ],
      );
  const { missing } = testEligibility(conditions, post, facts, registrationDeadline, { registrationDeadline });
  const absent = missing.filter((key) => !wrong.some(({ pointer }) => pointer.startsWith(`/facts/${key}`)));
  const asked = absent.filter((key) => needed.some((fact) => fact.key === key));
  return [
    ...wrong,
    ...asked.map((key) => ({ pointer: `/facts/${key}`, zh: `请填写“${title(key)}”`, en: `${key} is needed` })),
  ];
}
