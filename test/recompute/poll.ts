import { createHash } from 'node:crypto';
import { Different, type Paper } from './archive';
import { sharedBy } from './numbers';
import { type Scene } from './scene';

type Tallies = Record<string, Record<string, number>>;

/** What a vote came to: the numbers, line by line, and the names that were written. */
export interface Poll {
  readonly entitled: number;
  readonly present: number;
  readonly issued: number;
  readonly cast: number;
  readonly voided: number;
  readonly valid: boolean;
  readonly isVoid: boolean;
  readonly tallies: Tallies;
  readonly writeIns: Tallies;
  /** On how many papers any of these names stands for a post. */
  readonly naming: (post: string, names: readonly string[]) => number;
  readonly turnoutOf?: object;
  readonly proof: Readonly<Record<string, string | null>>;
}

export function pollOf(scene: Scene): Poll {
  const counted = scene.says('paper', false) ? fromPaper(scene) : fromBox(scene);
  const byClass = classesOf(scene, counted);
  const turnout = scene.says<string | undefined>('turnout', undefined);
  const enough =
    (turnout === undefined || sharedBy(Math.min(counted.entitled, counted.cast), counted.entitled, turnout).met) &&
    Object.values(byClass ?? {}).every(({ met }) => met);
  return {
    ...counted,
    ...(byClass && {
      turnoutOf: Object.fromEntries(
        Object.entries(byClass).map(([name, { entitled, cast }]) => [name, { entitled, cast }]),
      ),
    }),
    valid: enough || scene.question('ballots') === undefined,
    isVoid: counted.cast > counted.issued,
  };
}

/** How many of each class took part. A class may be one person, so ballots do not show theirs. */
function classesOf(scene: Scene, { entitled: all, cast: of }: { entitled: number; cast: number }) {
  const shares = scene.says<Record<string, string> | undefined>('turnoutOf', undefined);
  if (!shares) return undefined;
  type Numbers = Readonly<Record<string, { entitled: number; cast: number }>>;
  const { turnoutOf } = scene.found<{ turnoutOf: Numbers }>();
  const given = scene.given('how many of each class of voters took part: ballots do not show their class', turnoutOf);
  const sum = (key: 'entitled' | 'cast') => Object.values(given).reduce((total, each) => total + each[key], 0);
  if (sum('entitled') > all || sum('cast') > of) throw new Different('the classes of voters are more than all of them');
  const met = (name: string, entitled: number, cast: number) =>
    sharedBy(Math.min(entitled, cast), entitled, shares[name]!).met;
  return Object.fromEntries(
    Object.keys(shares).map((name) => {
      const { entitled = 0, cast = 0 } = given[name] ?? {};
      return [name, { entitled, cast, met: met(name, entitled, cast) }];
    }),
  );
}

export const figuresOf = ({ entitled, present, issued, cast, voided, valid, turnoutOf, proof }: Poll) => ({
  entitled,
  present,
  issued,
  cast,
  voided,
  valid,
  ...(turnoutOf && { turnoutOf }),
  ...proof,
});

/** What a share of the votes is taken of. */
export const baseOf = ({ entitled, present, issued, cast, voided }: Poll, of: string): number => {
  const bases: Readonly<Record<string, number>> = { entitled, present, issued, returned: cast, valid: cast - voided };
  if (bases[of] === undefined) throw new Different(`no number of votes is called ${of}`);
  return bases[of];
};

export const serialsOf = (serials: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([...serials].sort()))
    .digest('hex');

function fromBox(scene: Scene): Omit<Poll, 'valid' | 'isVoid'> {
  const box = scene.box();
  const { entitled = 0, exchanged = 0, electors = null, ballots = [] } = box ?? {};
  if (ballots.length > exchanged || exchanged > entitled) throw new Different('more ballots than slips');
  if (new Set(ballots.map(({ serial }) => serial)).size < ballots.length) throw new Different('a serial occurs twice');
  return {
    entitled: electors ?? entitled,
    present: exchanged,
    issued: exchanged,
    cast: ballots.length,
    proof: { serials: serialsOf(ballots.map(({ serial }) => serial)) },
    ...count(
      box?.paper,
      ballots.map(({ choices }) => choices),
    ),
  };
}

type Choices = Readonly<Record<string, string>>;

/** Line by line; a paper that chooses more than it may counts for nobody. A line left blank is the last mark, 弃权, where there are several. */
export function count(paper: Paper = { marks: [], favour: null, lines: {}, posts: {} }, ballots: readonly Choices[]) {
  const postOf = (line: string) => paper.lines[line]?.post ?? line.slice(0, line.lastIndexOf('/'));
  const chosen = (ballot: Choices, post: string) =>
    Object.entries(ballot).filter(
      ([line, mark]) => postOf(line) === post && (!paper.lines[line] || mark === paper.favour),
    );
  const isVoid = (ballot: Choices) =>
    Object.entries(paper.posts).some(([post, { most }]) => chosen(ballot, post).length > most);
  const valid = ballots.filter((ballot) => !isVoid(ballot));
  const blank = paper.marks.length > 1 ? paper.marks.at(-1) : undefined;
  const tallies: Tallies = {};
  const writeIns: Tallies = {};
  for (const line of Object.keys(paper.lines)) {
    const tally = (tallies[line] = {} as Record<string, number>);
    for (const ballot of valid) {
      const mark = ballot[line] ?? blank;
      if (mark !== undefined) tally[mark] = (tally[mark] ?? 0) + 1;
    }
  }
  for (const post of Object.keys(paper.posts))
    for (const ballot of valid) {
      const written = chosen(ballot, post).filter(([line]) => !paper.lines[line]);
      for (const name of new Set(written.map(([, name]) => name))) {
        const names = (writeIns[post] ??= {});
        names[name] = (names[name] ?? 0) + 1;
      }
    }
  const naming = (post: string, names: readonly string[]) =>
    valid.filter((ballot) => chosen(ballot, post).some(([line, name]) => !paper.lines[line] && names.includes(name)))
      .length;
  return { voided: ballots.length - valid.length, tallies, writeIns, naming };
}

/** Two people entered the same numbers. */
function fromPaper(scene: Scene): Omit<Poll, 'valid' | 'isVoid'> {
  const entered = scene.paper();
  const [one, other] = entered;
  const { entitled: none = 0 } = scene.found<{ entitled?: number }>();
  if (!one)
    return {
      entitled: scene.given('how many could have voted in a vote on paper that was not held', none),
      present: 0,
      issued: 0,
      cast: 0,
      voided: 0,
      tallies: {},
      writeIns: {},
      naming: () => 0,
      proof: { heldOn: null },
    };
  if (entered.length !== 2 || JSON.stringify(one) !== JSON.stringify(other))
    throw new Different('the numbers of a vote on paper were not entered twice alike');
  if (one.valid + one.void !== one.returned) throw new Different('valid and void papers are not those returned');
  return {
    entitled: one.electors,
    present: one.present,
    issued: one.issued,
    cast: one.returned,
    voided: one.void,
    tallies: one.tallies,
    writeIns: one.writeIns,
    naming: (post, names) => {
      const all = names.map((name) => one.writeIns[post]?.[name] ?? 0).reduce((sum, each) => sum + each, 0);
      return all > one.valid ? one.valid : all;
    },
    proof: { heldOn: one.heldOn },
  };
}
