import { elect, share, topOf, type Elected } from '../../domain/arithmetic';
import { asWritten, type BallotPaper } from '../../domain/answers';
import type { Lot, Part } from '../../domain/walk';
import { peopleIn, perPost, whole } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { handledBy } from '../../records/officers';
import { poolOf } from '../../records/pool';
import { answersTo } from '../../records/reading';
import { findingOf } from '../../records/earlierStages';
import { stillIn } from '../../records/people';
import type { Visit } from '../../records/visits';
import { reasonsAgainst } from './eligible';
import { countsOf, figuresOf, pollOf, type Poll } from './poll';
import { polls } from './polling';
import { presenceAsked } from './presence';
import type { StageWork } from './stageWork';

/** What an election finds: the numbers, and for each post who had how many votes, who won, and which written-in names did not count. */
export interface ElectionFinding {
  readonly entitled: number;
  readonly cast: number;
  readonly tallies: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly posts: Readonly<Record<string, PostElection>>;
}
interface PostElection extends Elected {
  /** Whom a name means that was not written exactly. */
  readonly resolved: Readonly<Record<string, string>>;
  /** Names that do not count, with the number of votes and the reason. */
  readonly invalid: Readonly<Record<string, { readonly votes: number; readonly reason: string }>>;
}

export const election: StageWork<'election'> = {
  asks: {
    ballots: async (tx, visit) => {
      const paper = await paperOf(tx, visit);
      const isBlank = Object.values(paper.posts).every(({ writeIns }) => writeIns === 0);
      return isBlank && Object.keys(paper.lines).length === 0
        ? []
        : [...(await polls(tx, visit, paper)), ...(await presenceAsked(tx, visit))];
    },
    names: async (tx, visit) => {
      const { title, officers } = visit.stage;
      const written = Object.values((await pollOf(tx, visit)).writeIns).flatMap((names) => Object.keys(names));
      const known = await namesakes(tx, visit);
      const unclear = [...new Set(written)].filter((name) => known(name).length !== 1);
      if (unclear.length === 0 || officers === undefined) return [];
      const stand = [...peopleIn(visit.lots), ...written.flatMap(known)];
      const handled = await handledBy(tx, visit, 'names', officers, [...new Set(stand)]);
      return [
        {
          purpose: 'names',
          kind: 'nameRuling',
          title: `${title}认定票上姓名`,
          closes: 'complete',
          needs: 'any',
          ...handled,
          subjects: unclear,
          terms: { ...handled.terms, words: Object.keys(await poolOf(tx, visit)) },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const poll = await pollOf(tx, visit);
    const results = [];
    for (const lot of perPost(visit.lots)) results.push(await resultOf(tx, visit, poll, lot));
    const parts = results.flatMap((each) => each.parts);
    return {
      parts,
      finding: {
        ...figuresOf(poll),
        tallies: poll.tallies,
        posts: Object.fromEntries(results.map(({ lot, found }) => [lot.post, found])),
      } satisfies ElectionFinding,
      entering: parts.flatMap(({ people }) => people),
      letters: results.flatMap(({ lot, parts: left }) =>
        left
          .filter(({ outcome }) => outcome === 'elected')
          .map(({ people }) => ({
            purpose: `elected:${lot.post}`,
            letter: 'elected' as const,
            to: people,
            terms: { post: lot.post },
          })),
      ),
    };
  },
};

/** Everybody who stands has a line, and tracks of one post that have come together stand for its seats as one; blank lines take the names of others, as many as one may choose. */
async function paperOf(tx: Tx, visit: Visit<'election'>): Promise<BallotPaper> {
  const { stage } = visit;
  const lots = perPost(visit.lots);
  const lines: Record<string, { person: string; post: string }> = {};
  if (stage.form === 'candidates')
    for (const lot of lots)
      for (const person of await candidatesOf(tx, visit, lot)) lines[person] = { person, post: lot.post };
  const blanks = stage.form === 'writeIn' || stage.writeIns;
  return {
    marks: [stage.marks.for, stage.marks.against, stage.marks.abstain],
    favour: stage.marks.for,
    everyLine: false,
    lines,
    posts: Object.fromEntries(
      lots.map(({ post, vacancies }) => {
        const most = stage.choices ?? vacancies;
        return [post, { most, writeIns: blanks ? most : 0 }];
      }),
    ),
    tooMany: stage.tooMany,
  };
}

async function candidatesOf(tx: Tx, visit: Visit<'election'>, lot: Lot): Promise<string[]> {
  const { stage } = visit;
  const still = await stillIn(tx, visit, lot.people);
  if (stage.form !== 'candidates' || stage.from === undefined) return still;
  const earlier = await findingOf<ElectionFinding>(tx, visit, stage.from, lot.post);
  const left = (earlier?.posts[lot.post]?.ranking ?? []).filter(({ person }) => still.includes(person));
  const ranking = left.map(({ person, votes }) => ({
    person,
    rank: 1 + left.filter((other) => other.votes > votes).length,
  }));
  return topOf(ranking, stage.top ?? lot.vacancies + 1);
}

/** Those of the pool who have a name, spaces aside. */
async function namesakes(tx: Tx, visit: Visit): Promise<(name: string) => string[]> {
  const ids = Object.keys(await poolOf(tx, visit));
  const people =
    ids.length === 0 ? [] : await tx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute();
  return (name) => people.filter((each) => asWritten(each.name) === name).map(({ id }) => id);
}

interface Result {
  readonly lot: Lot;
  readonly parts: readonly Part[];
  readonly found: PostElection;
}

async function resultOf(tx: Tx, visit: Visit<'election'>, poll: Poll, lot: Lot): Promise<Result> {
  const { win, marks } = visit.stage;
  const candidates = visit.stage.form === 'candidates' ? await candidatesOf(tx, visit, lot) : [];
  const votes: Record<string, number> = Object.fromEntries(
    candidates.map((person) => [person, poll.tallies[person]?.[marks.for] ?? 0]),
  );
  const { resolved, invalid, counted } = await written(tx, visit, poll, lot, candidates);
  for (const [person, number] of Object.entries(counted)) votes[person] = (votes[person] ?? 0) + number;
  const result = elect(votes, lot.vacancies, countsOf(poll), {
    share: win.share === undefined ? undefined : share(win.share),
    of: win.of,
  });
  const found = { ...result, resolved, invalid };
  const named = await stillIn(tx, visit, [...new Set([...candidates, ...result.ranking.map(({ person }) => person)])]);
  if (poll.isVoid) return { lot, found, parts: whole(lot, 'void', visit.stage.form === 'writeIn' ? [] : named) };
  if (!poll.valid) return { lot, found, parts: whole(lot, 'turnoutNotMet', lot.people) };
  return { lot, found, parts: partsOf(lot, result, named) };
}

/** Whoever is elected goes on with the own seat; the seats that are left go on with those who may still be chosen for them. */
function partsOf(lot: Lot, { elected, tied }: Elected, named: readonly string[]): Part[] {
  const seated = elected.filter((person) => named.includes(person));
  const left = lot.vacancies - seated.length;
  const others = named.filter((person) => !elected.includes(person));
  const rest = (outcome: string, people: readonly string[]) => ({ lot: lot.id, outcome, vacancies: left, people });
  return [
    ...(seated.length > 0 ? [{ lot: lot.id, outcome: 'elected', vacancies: seated.length, people: seated }] : []),
    ...(left === 0
      ? []
      : tied.length > 0
        ? [
            rest(
              'tied',
              named.filter((person) => tied.includes(person)),
            ),
          ]
        : [rest('none', others)]),
  ];
}

/** Written-in names as votes for people: written exactly, or as an officer has ruled; who may not stand does not count. */
async function written(tx: Tx, visit: Visit<'election'>, poll: Poll, lot: Lot, candidates: readonly string[]) {
  const names = Object.entries(poll.writeIns[lot.post] ?? {});
  const rulings = await answersTo(tx, visit, 'names', 'nameRuling');
  const [known, pool] = [await namesakes(tx, visit), await poolOf(tx, visit)];
  // Who has left is ranked no more, as little when written in as among the candidates: the seat would stay empty.
  const there = await stillIn(tx, visit, Object.keys(pool));
  const meaning: Record<string, string[]> = {};
  const resolved: Record<string, string> = {};
  const invalid: Record<string, { votes: number; reason: string }> = {};
  for (const [name, number] of names) {
    const [exact, ...more] = known(name);
    const ruling = rulings.find(({ subject }) => subject === name)?.content;
    const ruled = ruling && 'person' in ruling ? ruling.person : undefined;
    const person = more.length === 0 && exact !== undefined ? exact : ruled;
    const against =
      person === undefined
        ? [ruling && 'invalid' in ruling ? ruling.invalid : '不能认定是谁。']
        : candidates.includes(person)
          ? ['已列为候选人，不必另写。']
          : !there.includes(person)
            ? ['已退出或被取消资格。']
            : reasonsAgainst(visit, lot.post, pool[person] ?? {}, visit.asOf);
    if (person !== undefined && person === ruled) resolved[name] = person;
    if (person === undefined || against.length > 0) invalid[name] = { votes: number, reason: against.join('') };
    else (meaning[person] ??= []).push(name);
  }
  const counted = Object.fromEntries(
    Object.entries(meaning).map(([person, theirs]) => [person, poll.naming(lot.post, theirs)]),
  );
  return { counted, resolved, invalid };
}
