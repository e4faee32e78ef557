import type { StageType } from '../../domain/plan';
import type { Pseudonyms } from './pseudonyms';

type Found = Readonly<Record<string, unknown>>;
type Closing = (found: Found, nameOf: Pseudonyms) => Found;

/**
 * What leaves the house of a finding: everybody under their pseudonym, and of what somebody has put into words only that there was
 * something. Its numbers and closed words stay as they are.
 */
export function shownFinding(type: StageType, content: unknown, nameOf: Pseudonyms): unknown {
  if (content === null || typeof content !== 'object') return content;
  const close = inWords[type];
  return underPseudonyms(close ? close(content as Found, nameOf) : content, nameOf);
}

const inWords: Partial<Record<StageType, Closing>> = {
  // The number and the date of a document stay in the house.
  appointment: ({ documents }) => ({ appointed: keysOf(documents) }),
  approval: ({ note: _, ...found }) => found,
  // A class of voters may be a single person.
  collectiveBallot: ({ byClass: _, comments, ...found }) =>
    comments === undefined ? found : { ...found, comments: (comments as readonly string[]).length },
  collectiveDecision: ({ departs, ...found }) => (departs === undefined ? found : { ...found, departs: true }),
  election: ({ posts, ...found }, nameOf) => ({
    ...found,
    posts: each(posts, ({ resolved, invalid, ...post }) => ({
      ...post,
      resolved: renamed(resolved, nameOf),
      invalid: renamed(
        each(invalid, ({ votes }) => ({ votes })),
        nameOf,
      ),
    })),
  }),
  eligibilityReview: ({ relaxed, withheld, ...found }) => ({
    ...found,
    ...(relaxed === undefined ? {} : { relaxed: keysOf(relaxed) }),
    ...(withheld === undefined ? {} : { withheld: keysOf(withheld) }),
  }),
  gate: ({ gates, ...found }) =>
    gates === undefined ? found : { ...found, gates: each(gates, ({ note: _, ...gate }) => gate) },
  nomination: ({ nominees, none }) => ({
    nominees: (nominees as { post: string; person: string }[]).map(({ post, person }) => ({ post, person })),
    none: keysOf(none),
  }),
  // Why somebody is on the list is a matter of their file; that a case is the same as before is not.
  scan: ({ list, cases, ...found }, nameOf) => ({
    ...found,
    list: each(list, ({ status }) => ({ status })),
    cases: Object.fromEntries(
      Object.entries(cases as Record<string, string>).map(([person, words]) => [person, nameOf.mark(words)]),
    ),
  }),
  task: ({ reports, signatures, dissented, ...done }) =>
    signatures !== undefined
      ? { signatures, dissented }
      : reports !== undefined
        ? { done: (reports as { subject: string }[]).map(({ subject }) => subject) }
        : { done: keysOf(done) },
};

const keysOf = (value: unknown): string[] => Object.keys(value as Found);
const each = (value: unknown, of: (content: Found) => unknown): Found =>
  Object.fromEntries(Object.entries(value as Record<string, Found>).map(([key, content]) => [key, of(content)]));
const renamed = (value: unknown, nameOf: Pseudonyms): Found =>
  Object.fromEntries(Object.entries(value as Found).map(([name, content]) => [nameOf.written(name), content]));

function underPseudonyms(content: unknown, nameOf: Pseudonyms): unknown {
  if (typeof content === 'string') return nameOf.has(content) ? nameOf(content) : content;
  if (Array.isArray(content)) return content.map((part) => underPseudonyms(part, nameOf));
  if (content === null || typeof content !== 'object') return content;
  return Object.fromEntries(
    Object.entries(content)
      .map(([key, value]) => [shownLine(key, nameOf), underPseudonyms(value, nameOf)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** A line of a ballot, or any key: who it is about, alone or after the post (`post/person`). */
export function shownLine(line: string, nameOf: Pseudonyms): string {
  if (nameOf.has(line)) return nameOf(line);
  const at = line.indexOf('/') + 1;
  return at > 0 && nameOf.has(line.slice(at)) ? line.slice(0, at) + nameOf(line.slice(at)) : line;
}
