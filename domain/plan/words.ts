/**
 * How a seat ends. An edge may lead to one of them instead of a stage. `nominated`: recommended to those who appoint (推荐提名);
 * `completed`: a process that fills no post has been carried to its end (办结).
 */
export const resultWords = [
  'appointed',
  'nominated',
  'notConfirmed',
  'vacant',
  'otherMeans',
  'cancelled',
  'completed',
] as const;
export type ResultWord = (typeof resultWords)[number];

export const isResult = (word: string): word is ResultWord => (resultWords as readonly string[]).includes(word);

/** What kind of process a plan carries: a selection campaign, or one of the others of the same house. */
export const PROCESSES = [
  'campaign',
  'inspection',
  'rotation',
  'recusal',
  'case',
  'temporaryStaff',
  'responsibility',
  'performance',
  'programme',
] as const;

/** A plan is a document that people write: longer ones are refused before they are read. */
export const LARGEST_PLAN = 256 * 1024;
