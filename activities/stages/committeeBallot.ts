import { committeeBallot, share } from '../../domain/arithmetic';
import { countPapers, type BallotPaper } from '../../domain/answers';
import type { StageOf } from '../../domain/plan';
import { apart, whole, type Part } from '../../domain/walk';
import { ballotBox } from '../../records/ballotBox';
import type { Tx } from '../../records/database';
import { everybody, panelOf, stillIn } from '../../records/people';
import { termsOf } from '../../records/reading';
import type { Visit } from '../../records/visits';
import { windowId, type Question } from '../../records/windows';

export type BallotStage = Extract<StageOf<'collectiveDecision'>, { form: 'ballot' }>;

export const marks = ['同意', '不同意', '缓议', '弃权'] as const;

/** What a secret ballot of a committee finds: how many voted, what the papers say of each, and the digest of the serials. */
export interface CommitteeBallotFinding {
  readonly entitled: number;
  readonly cast: number;
  readonly tallies: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly serials: string;
}

/** 票决: the members of a committee vote in secret, with slips as in every other ballot. */
export async function committeeVotes(
  tx: Tx,
  visit: Visit<'collectiveDecision'>,
  stage: BallotStage,
): Promise<Question[]> {
  const subjects = await everybody(tx, visit);
  if (subjects.length === 0) return [];
  const mine = (people: readonly string[]) => people.filter((person) => subjects.includes(person));
  const paper: BallotPaper = {
    marks: [...marks],
    everyLine: true,
    favour: marks[0],
    lines: Object.fromEntries(
      visit.lots.flatMap(({ post, people }) => mine(people).map((person) => [person, { person, post }] as const)),
    ),
    posts: Object.fromEntries(
      visit.lots.map(({ post, vacancies }) => [post, { most: stage.choose ?? vacancies, writeIns: 0 }]),
    ),
    tooMany: 'refused',
  };
  return [
    {
      purpose: 'resolution',
      kind: 'ballot',
      title: stage.title,
      closes: 'deadline',
      needs: 'anyone',
      within: stage.within,
      terms: {
        subjects,
        electorate: `panel:${stage.by}`,
        paper,
        ...(stage.recused && { kin: stage.recused }),
        ...(stage.recused === 'counted' && { electors: (await panelOf(tx, visit, stage.by)).length }),
      },
    },
  ];
}

/** Counts the papers after the close, post by post. */
export async function committeeChose(
  tx: Tx,
  visit: Visit<'collectiveDecision'>,
  stage: BallotStage,
): Promise<{ parts: Part[]; finding: CommitteeBallotFinding }> {
  const box = await ballotBox(tx, windowId(visit.id, 'resolution'));
  const { paper } = await termsOf(tx, visit, 'resolution');
  // Members who withdraw have no slip: whether they count is settled when the ballot opens.
  const entitled = stage.recused ? box.entitled : (await panelOf(tx, visit, stage.by)).length;
  const tallies = paper ? countPapers(paper, box.choices).tallies : {};
  const rule = { quorum: share(stage.quorum), pass: share(stage.pass), of: stage.of };
  const outcomes: Record<string, string> = {};
  const parts = await Promise.all(
    visit.lots.map(async (lot) => {
      const people = await stillIn(tx, visit, lot.people);
      const votes = Object.fromEntries(
        people.map((person) => [
          person,
          { agree: tallies[person]?.['同意'] ?? 0, defer: tallies[person]?.['缓议'] ?? 0 },
        ]),
      );
      const { outcome, passed } = committeeBallot({ entitled, present: box.cast, votes }, lot.vacancies, rule);
      outcomes[lot.post] = outcome;
      return outcome === 'passed' || outcome === 'failed'
        ? apart(lot, [['passed', passed]], 'failed')
        : whole(lot, outcome, people);
    }),
  );
  return {
    parts: parts.flat(),
    finding: { entitled, cast: box.cast, tallies, outcomes, serials: box.serials },
  };
}
