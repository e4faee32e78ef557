import {
  committeeBallot,
  committeeVote,
  elect,
  share,
  trimmedMean,
  turnout,
  type ComputedScore,
  type Elected,
} from '../../domain/arithmetic';
import { countPapers, papersNaming, type BallotPaper, type Count } from '../../domain/answers';
import { digest } from '../../records/digest';
import { Break } from '../../records/verification';
import type { Documents } from './documents';
import { byPerson, same, sorted, type Named, type Of, type Worked } from './worked';

type Tallies = Readonly<Record<string, Readonly<Record<string, number>>>>;
interface Polled {
  readonly entitled: number;
  readonly present: number;
  readonly issued: number;
  readonly cast: number;
  readonly voided: number;
  readonly valid: boolean;
  readonly turnoutOf?: Readonly<Record<string, { readonly entitled: number; readonly cast: number }>>;
  readonly tallies: Tallies;
  readonly scores: Readonly<Record<string, ComputedScore>>;
}

interface Polling extends Pick<Count, 'tallies' | 'writeIns'> {
  /** How many votes are for whoever these names, written in for a post, mean. */
  readonly naming: (post: string, names: readonly string[]) => number;
}

/** The papers of a box, or what two people entered of those of a meeting; held against the numbers of the finding. */
function polled(worked: Worked, stage: Of<'collectiveBallot'> | Of<'election'>): Polling {
  const { documents, visit, where } = worked;
  const found = visit.finding as Polled;
  const wasHeld = documents['questions.json'].some((each) => each.visit === visit.id && each.purpose === 'ballots');
  const enough = (entitled: number, cast: number, atLeast: string) =>
    turnout(entitled, Math.min(entitled, cast), share(atLeast)).met;
  const valid =
    !wasHeld ||
    ((stage.turnout === undefined || enough(found.entitled, found.cast, stage.turnout)) &&
      Object.entries(found.turnoutOf ?? {}).every(([name, { entitled, cast }]) =>
        enough(entitled, cast, stage.turnoutOf![name]!),
      ));
  same(where, '是否有效', found.valid, valid);
  const figures = (entitled: number, present: number, issued: number, cast: number, voided: number) =>
    same(
      where,
      '应投、到场、发出、收回、无效票数',
      [found.entitled, found.present, found.issued, found.cast, found.voided],
      [entitled, present, issued, cast, voided],
    );
  if (stage.paper) {
    const [one, other] = documents['papers.json'].filter((each) => each.visit === visit.id && !each.replaced);
    same(where, '两次录入的票数', one, other);
    figures(one?.electors ?? found.entitled, one?.present ?? 0, one?.issued ?? 0, one?.returned ?? 0, one?.void ?? 0);
    const { tallies = {}, writeIns = {}, valid: papers = 0 } = one ?? {};
    const naming: Polling['naming'] = (post, names) =>
      Math.min(papers, sum(names.map((name) => writeIns[post]?.[name] ?? 0)));
    return { tallies, writeIns, naming };
  }
  const box = boxOf(worked);
  const count = counted(box);
  figures(box.electors ?? box.entitled, box.exchanged, box.exchanged, box.ballots.length, count.voided);
  return { ...count, naming: (post, names) => papersNaming(paperOf(box), choicesOf(box), post, names) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

type Box = Documents['ballots.json'][number];

/** The box of a visit, its serials held against the finding's digest. */
function boxOf({ documents, visit, where }: Worked): Box {
  const empty = { marks: [], favour: null, lines: {}, posts: {} };
  const box = documents['ballots.json'].find((each) => each.visit === visit.id) ?? {
    visit: visit.id,
    entitled: 0,
    exchanged: 0,
    electors: null,
    paper: empty,
    ballots: [],
  };
  const found = visit.finding as { serials: string; cast: number };
  same(where, '票数', found.cast, box.ballots.length);
  same(where, '票号的摘要', found.serials, digest(box.ballots.map(({ serial }) => serial).sort()));
  if (box.ballots.length > box.exchanged || box.exchanged > box.entitled)
    throw new Break(
      where,
      `有 ${box.ballots.length} 张票`,
      `不多于换出的 ${box.exchanged} 张、发出的 ${box.entitled} 张`,
    );
  return box;
}

const choicesOf = ({ ballots }: Box) => ballots.map(({ choices }) => choices);
const paperOf = ({ paper: { favour, ...paper } }: Box): BallotPaper => ({
  ...paper,
  everyLine: false,
  tooMany: 'void',
  ...(favour === null ? {} : { favour }),
});
const counted = (box: Box): Count => countPapers(paperOf(box), choicesOf(box));

export function tallies(worked: Worked, stage: Of<'collectiveBallot'>): boolean {
  const { visit, where } = worked;
  const found = visit.finding as Polled;
  const { tallies: again } = polled(worked, stage);
  same(where, '得票', found.tallies, again);
  if (stage.form !== 'score') return true;
  for (const [person, tally] of Object.entries(again)) {
    const points = Object.entries(stage.grades).flatMap(([grade, worth]) =>
      Array<string>(tally[grade] ?? 0).fill(String(worth)),
    );
    const mean = trimmedMean(points, { high: 0, low: 0 });
    const score = found.valid && mean.met ? { published: mean.published, inFull: mean.inFull } : undefined;
    same(where, `${person} 的成绩`, found.scores[person], score);
  }
  return true;
}

/** Who is elected follows from the votes of the ranking; the votes, from the papers. */
export function elections(worked: Worked, stage: Of<'election'>): boolean {
  const { documents, visit, where } = worked;
  const found = visit.finding as Polled & {
    posts: Readonly<Record<string, Elected & { resolved: Named; invalid: Named }>>;
  };
  const { tallies: again, writeIns, naming } = polled(worked, stage);
  same(where, '得票', found.tallies, again);
  const { entitled, present, issued, cast, voided } = found;
  const counts = { entitled, present, issued, returned: cast, valid: cast - voided };
  const win = { share: stage.win.share === undefined ? undefined : share(stage.win.share), of: stage.win.of };
  for (const { post, vacancies } of visit.lots) {
    const { resolved, invalid, ...its } = found.posts[post]!;
    const votes = Object.fromEntries(its.ranking.map(({ person, votes: number }) => [person, number]));
    const inOrder = ({ ranking, elected, tied, ...rest }: Elected) => ({
      ...rest,
      ranking: byPerson(ranking),
      elected: sorted(elected),
      tied: sorted(tied),
    });
    same(where, `${post} 的当选`, inOrder(its), inOrder(elect(votes, vacancies, counts, win)));
    const meaning = (person: string) =>
      Object.keys(writeIns[post] ?? {}).filter(
        (name) => !(name in invalid) && (resolved[name] ?? documents['names.json'][name]?.[0]) === person,
      );
    const fromPapers = its.ranking.map(({ person, ...placed }) => {
      const printed = again[person]?.[stage.marks.for] ?? 0;
      return { person, ...placed, votes: printed + naming(post, meaning(person)) };
    });
    same(where, `${post} 的得票`, byPerson(its.ranking), byPerson(fromPapers));
  }
  return true;
}

export function chosen(worked: Worked, stage: Extract<Of<'collectiveDecision'>, { form: 'ballot' }>): boolean {
  const { visit, where } = worked;
  const found = visit.finding as { entitled: number; tallies: Tallies; outcomes: Named };
  const box = boxOf(worked);
  const { tallies: again } = counted(box);
  same(where, '得票', found.tallies, again);
  for (const { post, people, vacancies } of visit.lots) {
    const votes = Object.fromEntries(
      people
        .filter((person) => again[person] ?? visit.left.some((lot) => lot.people.includes(person)))
        .map((person) => [person, { agree: again[person]?.['同意'] ?? 0, defer: again[person]?.['缓议'] ?? 0 }]),
    );
    const { outcome } = committeeBallot({ entitled: found.entitled, present: box.ballots.length, votes }, vacancies, {
      quorum: share(stage.quorum),
      pass: share(stage.pass),
      of: stage.of,
    });
    same(where, `${post} 的票决结果`, found.outcomes[post], outcome);
  }
  return true;
}

export function committee(
  { documents, visit, where }: Worked,
  { quorum, pass, of, recused }: Extract<Of<'collectiveDecision'>, { form: 'standard' }>,
): boolean {
  const found = visit.finding as { entitled: number; present: number; votes: Named };
  const [given] = documents['resolutions.json'].filter((each) => each.visit === visit.id && !each.replaced);
  if (!given) {
    same(where, '表决', found.votes, {});
    return true;
  }
  const { entitled, present } = given;
  same(where, '应到会、到会人数', [found.entitled, found.present], [entitled, present]);
  const again = given.votes.map(({ person, agree, disagree, abstain, defer, away, awayPresent }) => {
    const isLeft = recused === 'left' && away > 0;
    const voters = isLeft ? { entitled: entitled - away, present: present - awayPresent } : undefined;
    const cast = agree + disagree + abstain + defer;
    if (recused === 'left' ? cast !== present - awayPresent : cast > present)
      throw new Break(where, `${person} 的各项票数之和不等于到会人数`, String(present));
    const counts = { entitled, present, ...voters, agree };
    const { outcome } = committeeVote(counts, { quorum: share(quorum), pass: share(pass), of });
    return [person, { agree, defer, outcome, ...(voters && { voters }) }];
  });
  same(where, '表决', found.votes, Object.fromEntries(again));
  return true;
}
