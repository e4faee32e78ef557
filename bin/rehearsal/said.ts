import type { BallotPaper } from '../../domain/answers';
import { ScenarioFault, type Act } from './scenario';

/** One content a subject: the score that the `index`-th of those who answer gives, or the same words about each. */
export function contentsOf(
  { about = [''], scores, with: words }: Act,
  index: number,
): [string, Record<string, unknown>][] {
  if (!scores) return about.map((subject) => [subject, words]);
  return Object.entries(scores).map(([subject, given]) => {
    // One list of elements stands for everybody's, as one score does.
    const alike = Array.isArray(given) && given.length === 1 && Array.isArray(given[0]);
    const score = Array.isArray(given) ? (given[alike ? 0 : index] ?? null) : given;
    if (score === null) return [subject, { absent: true }];
    return [subject, Array.isArray(score) ? { elements: score.map(String) } : { score: String(score) }];
  });
}

/**
 * So many ballots: all alike (`with`), or such that each line gets the marks of its tally; what a tally does not mark stays blank.
 * Where a paper may choose only so many, the choices go round from ballot to ballot, so that each has its fair number of them.
 */
export function ballotsOf(
  line: number,
  { tallies, with: words }: Act,
  count: number,
  paper: BallotPaper | undefined,
): Record<string, unknown>[] {
  if (!tallies) return Array.from({ length: count }, () => words);
  let chosen = 0;
  const columns = Object.entries(tallies).map(([key, tally]) => {
    const marks = Object.entries(tally).flatMap(([mark, times]) => Array<string>(times).fill(mark));
    if (marks.length > count || (paper?.everyLine && marks.length < count))
      throw new ScenarioFault(line, `${key}共${marks.length}票，投票人有${count}名`);
    const from = chosen;
    if (paper?.favour !== undefined)
      chosen += paper.lines[key] ? marks.filter((mark) => mark === paper.favour).length : marks.length;
    return (index: number) => [key, marks[(index - (from % count) + count) % count]] as const;
  });
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(columns.map((column) => column(index)).filter(([, mark]) => mark !== undefined)),
  );
}
