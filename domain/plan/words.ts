/** How a seat ends. An edge may lead to one of them instead of a stage. */
export const resultWords = ['appointed', 'notConfirmed', 'vacant', 'otherMeans', 'cancelled'] as const;
export type ResultWord = (typeof resultWords)[number];

export const isResult = (word: string): word is ResultWord => (resultWords as readonly string[]).includes(word);

/** What kind of plan it is. The language knows campaigns so far; the standing processes join here. */
export const PROCESSES = ['campaign'] as const;

/** A plan is a document that people write: longer ones are refused before they are read. */
export const LARGEST_PLAN = 256 * 1024;
