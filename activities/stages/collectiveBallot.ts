import { passShare, share, trimmedMean, type ComputedScore } from '../../domain/arithmetic';
import type { BallotPaper } from '../../domain/answers';
import type { StageOf } from '../../domain/plan';
import { apart, whole, type Part } from '../../domain/walk';
import { abstention } from '../../records/acts/ballot';
import type { Tx } from '../../records/database';
import { everybody, stillIn } from '../../records/people';
import { findingOf } from '../../records/earlierStages';
import { poolOf } from '../../records/pool';
import type { Visit } from '../../records/visits';
import { eligibleIn } from './eligible';
import { countsOf, figuresOf, pollOf, type Poll } from './poll';
import { polls } from './polling';
import { presenceAsked } from './presence';
import type { StageWork } from './stageWork';

/**
 * What a ballot finds: how many could vote and did, the tally of every person, the score it is worth, and the digest of the serials.
 * A recommendation and an agreement are worth the percentage of the ballots that they had.
 */
export interface BallotFinding {
  readonly max: number;
  readonly entitled: number;
  readonly cast: number;
  readonly valid: boolean;
  readonly tallies: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The tallies of each class of voters, of a recommendation. */
  readonly byClass?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
  readonly scores: Readonly<Record<string, ComputedScore>>;
  /** Who has less than the share of yes, and how much of what everybody had. */
  readonly vetoed?: readonly string[];
  readonly shares?: Readonly<Record<string, string>>;
  /** What was written on a questionnaire besides. */
  readonly comments?: readonly string[];
}

export const recommended = '推荐';

export const collectiveBallot: StageWork<'collectiveBallot'> = {
  asks: {
    ballots: async (tx, visit) => {
      const paper = await paperOf(tx, visit);
      if (Object.keys(paper.lines).length === 0) return [];
      const { stage } = visit;
      const grades = stage.form === 'score' ? { grades: stage.grades } : {};
      const earlier =
        stage.form === 'recommendation' && stage.announces !== undefined
          ? await earlierVotes(tx, visit, stage.announces)
          : {};
      return [...(await polls(tx, visit, paper, { ...grades, ...earlier })), ...(await presenceAsked(tx, visit))];
    },
  },
  async conclude(tx, visit) {
    const { stage } = visit;
    const poll = await pollOf(tx, visit);
    const stands = poll.valid && !poll.isVoid;
    const scores = stands ? scoresOf(visit, poll) : {};
    const shares = stage.form === 'agreement' && stands ? sharesOf(stage, poll) : undefined;
    const vetoed = Object.entries(shares ?? {}).flatMap(([person, { met }]) => (met ? [] : [person]));
    const outcomes = await Promise.all(
      visit.lots.map(async (lot): Promise<Part[]> => {
        const still = await stillIn(tx, visit, lot.people);
        if (poll.isVoid) return whole(lot, 'void', still);
        if (!poll.valid) return whole(lot, 'turnoutNotMet', still);
        if (stage.form === 'agreement')
          return apart(lot, [['passed', still.filter((person) => !vetoed.includes(person))]], 'vetoed');
        if (stage.form !== 'recommendation') return whole(lot, 'valid', still);
        const named = await stillIn(tx, visit, namedFor(poll, visit, lot.post));
        const people = stage.among === 'pool' ? named : still;
        return whole(lot, named.length > 0 ? 'counted' : 'none', people);
      }),
    );
    const parts = outcomes.flat();
    const { tallies } = poll;
    return {
      parts,
      finding: {
        max: stage.form === 'score' ? Math.max(...Object.values(stage.grades)) : 100,
        ...figuresOf(poll),
        tallies,
        scores,
        ...(poll.comments && { comments: poll.comments }),
        ...(stage.form === 'recommendation'
          ? { byClass: Object.fromEntries(Object.entries(poll.byClass).map(([name, each]) => [name, each.tallies])) }
          : {}),
        ...(shares
          ? { vetoed, shares: Object.fromEntries(Object.entries(shares).map(([who, { percent }]) => [who, percent])) }
          : {}),
      } satisfies BallotFinding,
      entering: parts.flatMap(({ people }) => people),
    };
  },
};

/** Whom the voters find on the paper, and how they mark it. */
async function paperOf(tx: Tx, visit: Visit<'collectiveBallot'>): Promise<BallotPaper> {
  const { stage } = visit;
  if (stage.form === 'questionnaire') return questionnaireOf(stage);
  const inLots = await everybody(tx, visit);
  const common = { posts: {}, tooMany: 'refused' } as const;
  if (stage.form !== 'recommendation') {
    const lines = Object.fromEntries(
      visit.lots.flatMap(({ post, people }) =>
        people.filter((person) => inLots.includes(person)).map((person) => [person, { person, post }]),
      ),
    );
    const grades = stage.form === 'score' ? Object.keys(stage.grades) : stage.form === 'review' ? stage.grades : [];
    if (stage.form === 'agreement')
      return {
        ...common,
        marks: [stage.marks.for, stage.marks.against, stage.marks.abstain],
        everyLine: false,
        lines,
      };
    return { ...common, marks: [...grades, abstention], everyLine: true, lines };
  }
  const pool = stage.among === 'pool' ? await poolOf(tx, visit) : undefined;
  const among = visit.lots.map(({ post, people }) => ({
    post,
    people: pool ? eligibleIn(visit, post, pool) : people.filter((person) => inLots.includes(person)),
  }));
  return {
    ...common,
    marks: [recommended],
    favour: recommended,
    everyLine: false,
    lines: Object.fromEntries(
      among.flatMap(({ post, people }) => people.map((person) => [lineOf(visit, post, person), { person, post }])),
    ),
    posts: Object.fromEntries(among.map(({ post }) => [post, { most: stage.upTo, writeIns: 0 }])),
  };
}

const questionnaireOf = ({
  questions,
  comments,
}: Extract<StageOf<'collectiveBallot'>, { form: 'questionnaire' }>): BallotPaper => ({
  marks: [],
  everyLine: true,
  lines: Object.fromEntries(
    questions.map(({ id, title, marks }) => [id, { person: '', post: '', text: title, marks: [...marks, abstention] }]),
  ),
  posts: {},
  comments,
  tooMany: 'refused',
});

/** One person may be recommended for several posts of the pool: then a line says for which. */
const lineOf = ({ lots, stage }: Visit<'collectiveBallot'>, post: string, person: string): string =>
  stage.form === 'recommendation' && stage.among === 'pool' && lots.length > 1 ? `${post}/${person}` : person;

const namedFor = (poll: Poll, visit: Visit<'collectiveBallot'>, post: string): string[] =>
  Object.entries(poll.tallies).flatMap(([line, marks]) => {
    const person = line.startsWith(`${post}/`) ? line.slice(post.length + 1) : line;
    return (marks[recommended] ?? 0) > 0 && lineOf(visit, post, person) === line ? [person] : [];
  });

async function earlierVotes(tx: Tx, visit: Visit<'collectiveBallot'>, stage: string) {
  const earlier: Record<string, number> = {};
  for (const { post } of visit.lots) {
    const found = await findingOf<BallotFinding>(tx, visit, stage, post);
    for (const [line, marks] of Object.entries(found?.tallies ?? {})) earlier[line] = marks[recommended] ?? 0;
  }
  return { earlier };
}

function scoresOf({ stage, lots }: Visit<'collectiveBallot'>, poll: Poll): Record<string, ComputedScore> {
  const { tallies, cast, voided } = poll;
  if (stage.form === 'review' || stage.form === 'questionnaire') return {};
  if (stage.form === 'score')
    return Object.fromEntries(
      // Of a whole post that a correction has taken out of the ballot nobody has a score.
      Object.entries(tallies).flatMap(([person, tally]) =>
        lots.some(({ people }) => people.includes(person))
          ? pointsOf(tally, stage.grades).map((score) => [person, score])
          : [],
      ),
    );
  const yes = stage.form === 'agreement' ? stage.marks.for : recommended;
  const valid = cast - voided;
  return Object.fromEntries(
    Object.entries(tallies).flatMap(([line, tally]) => {
      const mean = trimmedMean(
        [...Array<string>(tally[yes] ?? 0).fill('100'), ...Array<string>(valid - (tally[yes] ?? 0)).fill('0')],
        { high: 0, low: 0 },
      );
      return mean.met ? [[line, { published: mean.published, inFull: mean.inFull }]] : [];
    }),
  );
}

type Agreement = Extract<StageOf<'collectiveBallot'>, { form: 'agreement' }>;

/** 同意票的比例: less than it is a veto; exactly it is not. */
function sharesOf(
  { pass, of, marks }: Pick<Agreement, 'pass' | 'of' | 'marks'>,
  poll: Poll,
): Record<string, { met: boolean; percent: string }> {
  return Object.fromEntries(
    Object.entries(poll.tallies).map(([person, tally]) => {
      const { met, percent } = passShare(tally[marks.for] ?? 0, of, countsOf(poll), share(pass));
      return [person, { met, percent }];
    }),
  );
}

/** The mean of the points of those who graded the person; abstentions count in nobody's favour and are left out. */
function pointsOf(tally: Readonly<Record<string, number>>, grades: Readonly<Record<string, number>>): ComputedScore[] {
  const points = Object.entries(grades).flatMap(([grade, worth]) =>
    Array<string>(tally[grade] ?? 0).fill(String(worth)),
  );
  const mean = trimmedMean(points, { high: 0, low: 0 });
  return mean.met ? [{ published: mean.published, inFull: mean.inFull }] : [];
}
