import type { BallotPaper, Terms } from '../../domain/answers';
import { filled, type OpenWindow } from './openWindows';

/** A number from 0 to 1 for a seed and a name: the same every time. */
export type Chance = (...of: readonly string[]) => number;

interface Asking {
  readonly person: string;
  readonly subject: string;
  /** Whom a meeting votes for. */
  readonly seated: readonly string[];
  readonly chance: Chance;
}

/** The answer that carries the plan on; scores differ from person to person. */
export function contentFor(window: OpenWindow, { person, subject, seated, chance }: Asking): Record<string, unknown> {
  const { kind, terms } = window;
  const written = Object.fromEntries((terms.sections ?? []).map((name) => [name, '已办']));
  const members = terms.entitled?.length ?? 0;
  switch (kind) {
    case 'sheet': {
      const of = (max: number) =>
        (max * (0.6 + 0.35 * chance('ability', subject) + 0.05 * chance(person, subject))).toFixed(1);
      return terms.elements
        ? { elements: Object.fromEntries(terms.elements.map(({ name, max }) => [name, of(max)])) }
        : { score: of(terms.max ?? 100) };
    }
    case 'points':
      return filled(window, { values: Object.fromEntries((terms.table ?? []).map(valueFor)) });
    case 'check':
      return terms.checked
        ? { items: Object.fromEntries(terms.checked.map((name) => [name, 'passed'])) }
        : { answer: 'passed' };
    case 'questions':
      return {
        posts: Object.fromEntries(
          (terms.posts ?? []).map((post) => [
            post,
            Array.from({ length: terms.count ?? 1 }, (_, n) => `第 ${n + 1} 题`),
          ]),
        ),
      };
    case 'resolution':
      return filled(window, {
        ...(terms.ranked ? { departs: '综合考虑' } : {}),
        present: 'all',
        votes: Object.fromEntries(
          (terms.subjects ?? []).map((each) => [each, seated.includes(each) ? [members] : [0, members]]),
        ),
      });
    case 'deliberation':
      return filled(window, {});
    case 'report':
      return filled(window, { suitable: true });
    case 'motion':
      return { answer: 'agreed', ...headcountFor(terms.vacancies) };
    case 'comparison':
      return filled(window, { order: terms.peopleOf?.[subject] ?? [] });
    case 'gateChoice':
      return { answer: terms.choices?.[0], note: '经研究决定' };
    case 'postChoice':
    case 'assignment':
      return { post: terms.openTo?.[subject]?.[0] ?? null };
    case 'scoreCheck':
      return { answer: 'stands', note: '核对无误' };
    case 'talk':
      return { answer: 'accepted', by: person, on: '2026-01-01' };
    case 'document':
      return { number: `任〔2026〕${subject}`, issuedOn: '2026-01-01' };
    case 'roll':
      return { present: terms.entitled };
    case 'nameRuling':
      return { invalid: '名册中没有此人' };
    case 'paperCount':
      return paperCountFor(terms);
    case 'nominations':
      return nominationsFor(terms);
    case 'contract':
      return {
        number: `聘〔2026〕${subject}`,
        issuedOn: '2026-01-01',
        from: '2026-01-01',
        until: '2028-12-31',
        goals: '见聘任合同',
      };
    case 'campaignStart':
      return {};
    case 'annualReview':
      return { grade: terms.words?.[0] };
    case 'filing':
      return { on: '2026-01-01', note: '备案材料齐全' };
    case 'rectificationNotice':
      return filled(window, {});
    case 'rectification':
      return { measures: '已整改' };
    case 'taskReport':
      return { sections: written };
    case 'itemReport':
      return { answer: 'done', sections: written, attachments: [{ name: '证明材料.pdf', sha256: '0'.repeat(64) }] };
    case 'handover':
      return { since: '2026-01-01', note: '已到新岗位' };
    case 'inquiry':
      return { answer: 'notUpheld', note: '查无实据' };
    case 'recheck':
      return { answer: 'eligible', note: '复核合格' };
    default:
      return { answer: yes[kind] ?? 'agreed' };
  }
}

/** Of words the first, of units five, of kinds one each. */
const valueFor = ({ name, words, counts }: NonNullable<Terms['table']>[number]): [string, unknown] => [
  name,
  words ? Object.keys(words)[0] : counts ? Object.fromEntries(Object.keys(counts).map((kind) => [kind, 1])) : '5',
];

const headcountFor = (vacancies: Readonly<Record<string, number>> | undefined): Record<string, unknown> =>
  vacancies
    ? {
        headcount: Object.fromEntries(
          Object.entries(vacancies).map(([post, seats]) => [post, { approved: seats, filled: 0 }]),
        ),
      }
    : {};

const yes: Readonly<Record<string, string>> = {
  review: 'eligible',
  invitation: 'accepted',
  presence: 'witnessed',
  relaxation: 'granted',
  opinion: 'noObjection',
  signature: 'signed',
  probationReview: 'confirmed',
  rectificationCheck: 'settled',
};

/** One voter's paper: a good grade for everybody where people are graded, else the choice that everybody makes. */
export function ballotOn(
  paper: BallotPaper,
  pool: readonly string[],
  chance: (line: string) => number,
): Record<string, string> {
  const lines = Object.entries(paper.lines).map(([line, { marks = paper.marks }]) => ({ line, marks }));
  if (paper.favour === undefined && paper.everyLine)
    return Object.fromEntries(
      lines.map(({ line, marks }) => [line, marks[Math.floor(chance(line) * Math.min(2, marks.length - 1))]!]),
    );
  const others = paper.everyLine ? lines.map(({ line, marks }) => [line, marks.at(-1)!] as const) : [];
  return { ...Object.fromEntries(others), ...chosenOn(paper, pool) };
}

/** Everybody chooses the same people, as many as the paper allows: the first on it, or of the pool when names are written in. */
function chosenOn({ lines, posts, marks, favour }: BallotPaper, pool: readonly string[]): Record<string, string> {
  const mark = favour ?? marks[0]!;
  const numbers = new Map<string, number>();
  const chosen: Record<string, string> = {};
  const next = (post: string) => {
    const number = (numbers.get(post) ?? 0) + 1;
    if (number > (posts[post]?.most ?? Infinity)) return 0;
    numbers.set(post, number);
    return number;
  };
  for (const [line, { post }] of Object.entries(lines)) if (next(post) > 0) chosen[line] = mark;
  for (const [post, { writeIns }] of Object.entries(posts))
    for (const person of pool.filter((name) => name.startsWith(`${post}-`)).slice(0, writeIns)) {
      const number = next(post);
      if (number > 0) chosen[`${post}/${number}`] = person;
    }
  return chosen;
}

/** Everybody of ten voters a class came and chose the first on the paper. */
function paperCountFor({ paper, classes = [] }: Terms): Record<string, unknown> {
  const chosen = paper ? chosenOn(paper, []) : {};
  const tallies = Object.fromEntries(
    Object.keys(paper?.lines ?? {}).map((line) => [line, { [chosen[line] ?? paper!.marks.at(-1)!]: 10 }]),
  );
  const group = { issued: 10, returned: 10, valid: 10, void: 0, tallies };
  return {
    heldOn: '2026-01-01',
    present: 10 * classes.length,
    classes: Object.fromEntries(classes.map((name) => [name, group])),
  };
}

function nominationsFor({ among = {}, upTo = {} }: Terms): Record<string, unknown> {
  const taken = new Set<string>();
  const nominees = Object.entries(upTo).flatMap(([post, most]) =>
    (among[post] ?? [])
      .filter((person) => !taken.has(person))
      .slice(0, most)
      .map((person) => (taken.add(person), { post, person, reason: '符合条件' })),
  );
  const none = Object.keys(upTo).filter((post) => !nominees.some((each) => each.post === post));
  return { nominees, none: Object.fromEntries(none.map((post) => [post, '没有合适人选'])) };
}
