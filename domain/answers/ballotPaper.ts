import type { Pointed } from '../explain';

/** A printed line: somebody to be judged for a post, or a question about nobody, with answers of its own. */
interface Line {
  readonly person: string;
  readonly post: string;
  readonly text?: string;
  readonly marks?: readonly string[];
}

/** The ballot paper as data: its lines, how they may be marked, how many people may be chosen, where names may be written in. */
export interface BallotPaper {
  /** What may be put beside a line. A line left blank is an abstention, unless every line needs its mark. */
  readonly marks: readonly string[];
  readonly everyLine: boolean;
  /** The mark that chooses; without one nothing is chosen, everybody is graded. */
  readonly favour?: string;
  /** The printed lines. */
  readonly lines: Readonly<Record<string, Line>>;
  /** Whether there is room for a comment, under the key `comments`. */
  readonly comments?: boolean;
  /** Of each post how many may be chosen, and on how many blank lines a name may be written (`post/1`, `post/2` …). */
  readonly posts: Readonly<Record<string, { readonly most: number; readonly writeIns: number }>>;
  /** A paper that chooses more than it may is void, as on paper, or refused, so that the voter marks it anew. */
  readonly tooMany: 'void' | 'refused';
  /** What voids a paper or a line, as it is printed. */
  readonly voids?: readonly string[];
}

/** On paper a line may be void while the rest of the paper stands; it counts in nobody's favour. */
export const VOID_LINE = '无效';

export type Choices = Readonly<Record<string, string>>;

/** The key under which a paper takes a comment. */
const comments = 'comments';

const marksOf = (paper: BallotPaper, key: string): readonly string[] => paper.lines[key]?.marks ?? paper.marks;

const wrong = (key: string, zh: string, en: string): Pointed => ({ pointer: `/choices/${key}`, zh, en });

/** The post of a blank line's key, `post/1`; undefined when the paper has no such line. */
function blankLine({ posts }: BallotPaper, key: string): string | undefined {
  const at = key.lastIndexOf('/');
  const [post, line] = [key.slice(0, at), key.slice(at + 1)];
  const most = Object.hasOwn(posts, post) ? posts[post]!.writeIns : 0;
  return at > 0 && /^[1-9]\d{0,2}$/.test(line) && Number(line) <= most ? post : undefined;
}

/** How many people a paper chooses for each post. */
function chosen(paper: BallotPaper, choices: Choices): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const [key, mark] of Object.entries(choices)) {
    const line = Object.hasOwn(paper.lines, key) ? paper.lines[key] : undefined;
    const post = line ? (mark === paper.favour ? line.post : undefined) : blankLine(paper, key);
    if (post !== undefined) numbers[post] = (numbers[post] ?? 0) + 1;
  }
  return numbers;
}

/** Posts for which a paper chooses more people than it may. */
export const overfull = (paper: BallotPaper, choices: Choices): string[] =>
  Object.entries(chosen(paper, choices)).flatMap(([post, number]) => (number > paper.posts[post]!.most ? [post] : []));

/** What is wrong with a paper that is about to be cast; a void one may be cast where the rules say so. */
export function checkPaper(paper: BallotPaper, choices: Choices): Pointed[] {
  const strange = Object.entries(choices).flatMap(([key, mark]) => {
    if (Object.hasOwn(paper.lines, key))
      return marksOf(paper, key).includes(mark) ? [] : [wrong(key, '表决票上没有这一项', 'this is not on the ballot')];
    if (key === comments && paper.comments)
      return mark.trim() === '' ? [wrong(key, '请写明意见，或留空不交', 'write a comment, or leave it out')] : [];
    if (blankLine(paper, key) === undefined) return [wrong(key, '表决票上没有这一项', 'this is not on the ballot')];
    return mark.trim() === '' || mark.length > 64
      ? [wrong(key, '请写明姓名，或留空不交', 'write a name, or leave the line out')]
      : [];
  });
  const blank = paper.everyLine
    ? Object.keys(paper.lines)
        .filter((key) => !Object.hasOwn(choices, key))
        .map((key) =>
          wrong(key, '每名人选都要选择一档，或选择弃权', 'a choice, or abstention, is needed for everybody'),
        )
    : [];
  const over =
    paper.tooMany === 'refused'
      ? overfull(paper, choices).map((post) =>
          wrong(post, `所选多于${paper.posts[post]!.most}人，请减少后再投`, 'more are chosen than the paper allows'),
        )
      : [];
  return [...strange, ...blank, ...over];
}

/** What a box holds, line by line: how often each mark stands beside each person, and each name as it was written. */
export interface Count {
  readonly voided: number;
  readonly tallies: Record<string, Record<string, number>>;
  readonly writeIns: Record<string, Record<string, number>>;
}

/**
 * Counts papers. A void one counts for nobody; a blank line is the last mark (弃权) when the paper has more than one. A name written
 * twice on one paper counts once.
 */
export function countPapers(paper: BallotPaper, papers: readonly Choices[]): Count {
  const valid = papers.filter((choices) => overfull(paper, choices).length === 0);
  const tallies: Count['tallies'] = Object.fromEntries(Object.keys(paper.lines).map((key) => [key, {}]));
  const writeIns: Count['writeIns'] = {};
  for (const choices of valid) {
    for (const key of Object.keys(paper.lines)) {
      const marks = marksOf(paper, key);
      const mark = choices[key] ?? (marks.length > 1 ? marks.at(-1) : undefined);
      if (mark !== undefined) tallies[key]![mark] = (tallies[key]![mark] ?? 0) + 1;
    }
    for (const written of namesOn(paper, choices)) {
      const names = (writeIns[written.post] ??= {});
      names[written.name] = (names[written.name] ?? 0) + 1;
    }
  }
  return { voided: papers.length - valid.length, tallies, writeIns };
}

/** How many valid papers name somebody for a post under one or more of these names: two names of one person on a paper are one vote. */
export const papersNaming = (
  paper: BallotPaper,
  papers: readonly Choices[],
  post: string,
  names: readonly string[],
): number =>
  papers.filter(
    (choices) =>
      overfull(paper, choices).length === 0 &&
      namesOn(paper, choices).some((written) => written.post === post && names.includes(written.name)),
  ).length;

/** What voters have written besides, in an order that says nothing of theirs. */
export const commentsOn = (papers: readonly Choices[]): string[] =>
  papers.flatMap((choices) => (Object.hasOwn(choices, comments) ? [choices[comments]!.trim()] : [])).sort();

function namesOn(paper: BallotPaper, choices: Choices): { post: string; name: string }[] {
  const written = Object.entries(choices).flatMap(([key, name]) => {
    const post = Object.hasOwn(paper.lines, key) ? undefined : blankLine(paper, key);
    return post === undefined ? [] : [{ post, name: asWritten(name) }];
  });
  return written.filter(
    ({ post, name }, index) => written.findIndex((other) => other.post === post && other.name === name) === index,
  );
}

/** Spaces do not make another name of it. */
export const asWritten = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '');
