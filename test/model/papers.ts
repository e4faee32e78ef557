import type { Chance } from './chance';
import type { Content } from './words';

interface Terms {
  readonly lines: Readonly<Record<string, string>>;
  readonly most: Readonly<Record<string, number>>;
  readonly blanks: boolean;
}

/** The names on the blank lines for a post; one written twice counts once. */
export const written = (paper: Content, post: string): string[] => [
  ...new Set(Object.entries(paper).flatMap(([line, name]) => (line.startsWith(`${post}/`) ? [String(name)] : []))),
];

/** Whether an election paper chooses more people for a post than it may; a name twice is two lines. */
export function overfullOn(terms: Content, paper: Content): boolean {
  const { lines = {}, most = {} } = terms as Partial<Terms>;
  return Object.entries(most).some(([post, many]) => {
    const chosen = Object.entries(paper).filter(([line, mark]) => lines[line] === post && mark === '赞成').length;
    return chosen + Object.keys(paper).filter((line) => line.startsWith(`${post}/`)).length > many;
  });
}

/** Whether the paper has all these lines. */
export function isOn(terms: Content, paper: Content): boolean {
  const { lines, most, blanks } = terms as unknown as Terms;
  const blank = Object.entries(blanks ? most : {}).flatMap(([post, many]) =>
    Array.from({ length: many }, (_, line) => `${post}/${line + 1}`),
  );
  return Object.keys(paper).every((line) => Object.hasOwn(lines, line) || blank.includes(line));
}

/** An election paper as somebody fills it in, at times with too much on it, at times with a name that nobody has. */
export function electionPaper(terms: Content, pool: readonly string[], chance: Chance): Content {
  const { lines, most, blanks } = terms as unknown as Terms;
  const marks = ['赞成', '赞成', '赞成', '反对', '弃权'];
  const marked = Object.keys(lines).flatMap((person) => (chance.happens(0.85) ? [[person, chance.one(marks)]] : []));
  const names = Object.entries(blanks ? most : {}).flatMap(([post, many]) =>
    Array.from({ length: many }, (_, line) => [`${post}/${line + 1}`, chance.one([...pool, ...pool, '某人'])]),
  );
  return Object.fromEntries([...marked, ...names.filter(() => chance.happens(Object.keys(lines).length > 0 ? 0.3 : 0.8))]) as Content; // prettier-ignore
}
