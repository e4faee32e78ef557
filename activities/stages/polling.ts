import { moreReturnedThanIssued, share, turnout } from '../../domain/arithmetic';
import { countPapers, type BallotPaper, type Count } from '../../domain/answers';
import type { StageOf } from '../../domain/plan';
import { ballotBox } from '../../records/ballotBox';
import type { Tx } from '../../records/database';
import { officersFor } from '../../records/officers';
import { answersTo } from '../../records/reading';
import type { Visit } from '../../records/visits';
import { windowId, type Question } from '../../records/windows';

type Voted = Visit<'collectiveBallot'> | Visit<'election'>;
type Voting = Pick<
  StageOf<'election'>,
  'title' | 'electorate' | 'within' | 'turnout' | 'surprise' | 'paper' | 'officers'
>;

/** The windows of a vote: the ballot; before it, when it comes without notice, its opening; on paper, the numbers of it alone. */
export async function polls(
  tx: Tx,
  visit: Voted,
  paper: BallotPaper,
  terms: Pick<Question, 'terms'>['terms'] = {},
): Promise<Question[]> {
  const { title, electorate, within, surprise, paper: onPaper, officers }: Voting = visit.stage;
  const subjects = [...new Set(Object.values(paper.lines).map(({ person }) => person))];
  const about = visit.lots.flatMap(({ people }) => people);
  if (onPaper) {
    return [
      {
        purpose: 'ballots',
        kind: 'paperCount',
        title: `${title}票数录入`,
        closes: 'complete',
        needs: 'pair',
        holders: await officersFor(tx, visit, officers!, about),
        terms: { ...terms, paper, classes: Object.keys(visit.plan.electorates[electorate]?.classes ?? {}) },
      },
    ];
  }
  const ballot = { purpose: 'ballots', kind: 'ballot', title, closes: 'deadline', needs: 'anyone', within } as const;
  if (!surprise) return [{ ...ballot, terms: { subjects, electorate, ...terms, paper } }];
  const electors = await electorsOf(tx, visit, electorate);
  return [
    {
      purpose: 'opening',
      kind: 'roll',
      title: `${title}开启`,
      closes: 'complete',
      needs: 'any',
      holders: await officersFor(tx, visit, officers!, about),
      terms: { entitled: electors },
    },
    { ...ballot, unopened: true, terms: { subjects, electorate, electors: electors.length, ...terms, paper } },
  ];
}

async function electorsOf(tx: Tx, { campaign }: Voted, electorate: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('elector')
    .select('person_id')
    .where('campaign_id', '=', campaign)
    .where('electorate', '=', electorate)
    .orderBy('person_id')
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** What a vote came to before anything is made of it. */
export interface Poll extends Count {
  readonly entitled: number;
  readonly present: number;
  readonly issued: number;
  readonly cast: number;
  /** Enough took part. */
  readonly valid: boolean;
  /** More came back than went out. */
  readonly isVoid: boolean;
  readonly byClass: Readonly<Record<string, Count & { readonly cast: number }>>;
  /** The digest of the serials; of a vote on paper the day it was held. */
  readonly proof: { readonly serials: string } | { readonly heldOn: string | null };
}

/** The numbers that a finding keeps of a vote. */
export const figuresOf = ({ entitled, present, issued, cast, voided, valid, proof }: Poll) => ({
  entitled,
  present,
  issued,
  cast,
  voided,
  valid,
  ...proof,
});

export const countsOf = ({ entitled, present, issued, cast, voided }: Poll) => ({
  entitled,
  present,
  issued,
  returned: cast,
  valid: cast - voided,
});

/** Opens the box, or the numbers of the vote on paper, and counts. */
export async function pollOf(tx: Tx, visit: Voted): Promise<Poll> {
  const stage: Voting = visit.stage;
  const found = stage.paper ? await onPaper(tx, visit) : await inBox(tx, visit);
  const tookPart = Math.min(found.entitled, found.cast);
  const enough = stage.turnout === undefined || turnout(found.entitled, tookPart, share(stage.turnout)).met;
  return {
    ...found,
    isVoid: moreReturnedThanIssued({ issued: found.issued, returned: found.cast }),
    // Where nobody was left to vote on there was no ballot: one that is held again for want of turnout would be so for ever.
    valid: enough || !(await wasHeld(tx, visit)),
  };
}

const wasHeld = async (tx: Tx, visit: Voted): Promise<boolean> =>
  (await tx.selectFrom('window').select('id').where('id', '=', windowId(visit.id, 'ballots')).executeTakeFirst()) !==
  undefined;

async function inBox(tx: Tx, visit: Voted): Promise<Omit<Poll, 'valid' | 'isVoid'>> {
  const id = windowId(visit.id, 'ballots');
  const { entitled, issued, cast, choices, classes, serials } = await ballotBox(tx, id);
  const paper = await paperOf(tx, id);
  const groups = [...new Set(classes)].sort();
  return {
    entitled,
    present: issued,
    issued,
    cast,
    proof: { serials },
    ...countPapers(paper, choices),
    byClass: Object.fromEntries(
      groups.map((group) => {
        const theirs = choices.filter((_, index) => classes[index] === group);
        return [group, { cast: theirs.length, ...countPapers(paper, theirs) }];
      }),
    ),
  };
}

const noPaper: BallotPaper = { marks: [], everyLine: false, lines: {}, posts: {}, tooMany: 'void' };

async function paperOf(tx: Tx, window: string): Promise<BallotPaper> {
  const row = await tx.selectFrom('window').select('terms').where('id', '=', window).executeTakeFirst();
  return row?.terms.paper ?? noPaper;
}

async function onPaper(tx: Tx, visit: Voted): Promise<Omit<Poll, 'valid' | 'isVoid'>> {
  const [given] = await answersTo(tx, visit, 'ballots', 'paperCount');
  const entitled = (await electorsOf(tx, visit, visit.stage.electorate)).length;
  const classes = Object.entries(given?.content.classes ?? {});
  const sum = (of: (each: (typeof classes)[number][1]) => number) =>
    classes.reduce((total, [, each]) => total + of(each), 0);
  return {
    entitled,
    present: given?.content.present ?? 0,
    issued: sum(({ issued }) => issued),
    cast: sum(({ returned }) => returned),
    voided: sum(({ void: spoilt }) => spoilt),
    tallies: added(classes.map(([, { tallies }]) => tallies)),
    writeIns: added(classes.map(([, { writeIns }]) => writeIns)),
    byClass: Object.fromEntries(
      classes.map(([name, { returned, void: voided, tallies, writeIns }]) => [
        name,
        { cast: returned, voided, tallies, writeIns },
      ]),
    ),
    proof: { heldOn: given?.content.heldOn ?? null },
  };
}

type Table = Record<string, Record<string, number>>;

/** Tables of numbers added up, cell by cell. */
export function added(tables: readonly Table[]): Table {
  const total: Table = {};
  for (const table of tables)
    for (const [row, cells] of Object.entries(table)) {
      const sums = (total[row] ??= {});
      for (const [cell, number] of Object.entries(cells)) sums[cell] = (sums[cell] ?? 0) + number;
    }
  return total;
}
