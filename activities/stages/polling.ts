import { moreReturnedThanIssued, share, turnout } from '../../domain/arithmetic';
import { commentsOn, countPapers, VOID_LINE, type BallotPaper, type Count } from '../../domain/answers';
import { ownOf, type StageOf } from '../../domain/plan';
import { peopleIn } from '../../domain/walk';
import { ballotBox } from '../../records/ballotBox';
import type { Tx } from '../../records/database';
import { countedAs } from '../../records/entitlements';
import { handledBy } from '../../records/officers';
import { answersTo, termsOf } from '../../records/reading';
import { recusedIn } from '../../records/recusal';
import type { Visit } from '../../records/visits';
import { windowId, type Question } from '../../records/windows';

type Voted = Visit<'collectiveBallot'> | Visit<'election'>;
type Voting = Pick<
  StageOf<'election'>,
  'title' | 'electorate' | 'within' | 'turnout' | 'turnoutOf' | 'voids' | 'surprise' | 'paper' | 'officers'
>;

/** The windows of a vote: the ballot; before it, when it comes without notice, its opening; on paper, the numbers of it alone. */
export async function polls(
  tx: Tx,
  visit: Voted,
  paper: BallotPaper,
  terms: Pick<Question, 'terms'>['terms'] = {},
): Promise<Question[]> {
  const { title, within, surprise, paper: onPaper, officers, voids }: Voting = visit.stage;
  const electorate = ownOf(visit, visit.stage.electorate);
  const kin = 'recused' in visit.stage ? visit.stage.recused : undefined;
  const all = await electorsOf(tx, visit, electorate);
  const free = kin ? await withoutKin(tx, visit, all) : all;
  const base = kin === 'counted' ? all : free;
  const counted = countedAs(base);
  const printed = voids ? { ...paper, voids } : paper;
  const subjects = [...new Set(Object.values(paper.lines).map(({ person }) => person))].filter(Boolean);
  const about = peopleIn(visit.lots);
  if (onPaper) {
    const handled = await handledBy(tx, visit, 'ballots', officers!, about, 2);
    return [
      {
        purpose: 'ballots',
        kind: 'paperCount',
        title: `${title}票数录入`,
        closes: 'complete',
        needs: 'pair',
        ...handled,
        terms: {
          ...terms,
          ...handled.terms,
          ...counted,
          ...(kin && { kin, electorate }),
          paper: withVoidLines(printed),
          classes: Object.keys(visit.plan.electorates[electorate]?.classes ?? {}),
        },
      },
    ];
  }
  const ballot = { purpose: 'ballots', kind: 'ballot', title, closes: 'deadline', needs: 'anyone', within } as const;
  const common = { subjects, electorate, ...terms, ...(kin && { kin }), paper: printed };
  if (!surprise) return [{ ...ballot, terms: { ...common, ...(kin === 'counted' && counted) } }];
  const handled = await handledBy(tx, visit, 'opening', officers!, about);
  return [
    {
      purpose: 'opening',
      kind: 'roll',
      title: `${title}开启`,
      closes: 'complete',
      needs: 'any',
      ...handled,
      terms: { ...handled.terms, entitled: free.map(({ person }) => person) },
    },
    { ...ballot, unopened: true, terms: { ...common, ...counted } },
  ];
}

interface Elector {
  readonly person: string;
  readonly class: string;
}

async function electorsOf(tx: Tx, { campaign }: Voted, electorate: string): Promise<Elector[]> {
  return tx
    .selectFrom('elector')
    .select(['person_id as person', 'class'])
    .where('campaign_id', '=', campaign)
    .where('electorate', '=', electorate)
    .orderBy('person_id')
    .execute();
}

/** Kin of anybody whom this vote is about withdraw from it (回避). */
async function withoutKin(tx: Tx, visit: Voted, electors: readonly Elector[]): Promise<Elector[]> {
  const recused = await recusedIn(
    tx,
    visit,
    electors.map(({ person }) => person),
  );
  return electors.filter(({ person }) => !recused[person]?.size);
}

/** On paper a line may be void by itself. */
const withVoidLines = (paper: BallotPaper): BallotPaper =>
  paper.marks.length > 1 ? { ...paper, marks: [...paper.marks.slice(0, -1), VOID_LINE, paper.marks.at(-1)!] } : paper;

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
  /** How many of each class could vote. */
  readonly entitledOf: Readonly<Record<string, number>>;
  /** How many of each class did, where the plan asks for a share of each. */
  readonly turnoutOf?: Readonly<Record<string, { readonly entitled: number; readonly cast: number }>>;
  readonly byClass: Readonly<Record<string, Count & { readonly cast: number }>>;
  readonly comments?: readonly string[];
  /** The digest of the serials; of a vote on paper the day it was held. */
  readonly proof: { readonly serials: string } | { readonly heldOn: string | null };
}

/** The numbers that a finding keeps of a vote. */
export const figuresOf = ({ entitled, present, issued, cast, voided, valid, proof, turnoutOf }: Poll) => ({
  entitled,
  present,
  issued,
  cast,
  voided,
  valid,
  ...(turnoutOf && { turnoutOf }),
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
  const turnoutOf =
    stage.turnoutOf &&
    Object.fromEntries(
      Object.keys(stage.turnoutOf).map((name) => [
        name,
        { entitled: found.entitledOf[name] ?? 0, cast: found.byClass[name]?.cast ?? 0 },
      ]),
    );
  const enoughOf = Object.entries(turnoutOf ?? {}).every(
    ([name, { entitled, cast }]) => turnout(entitled, Math.min(entitled, cast), share(stage.turnoutOf![name]!)).met,
  );
  return {
    ...found,
    ...(turnoutOf && { turnoutOf }),
    isVoid: moreReturnedThanIssued({ issued: found.issued, returned: found.cast }),
    // Where nobody was left to vote on there was no ballot: one that is held again for want of turnout would be so for ever.
    valid: (enough && enoughOf) || !(await wasHeld(tx, visit)),
  };
}

const wasHeld = async (tx: Tx, visit: Voted): Promise<boolean> =>
  (await tx.selectFrom('window').select('id').where('id', '=', windowId(visit.id, 'ballots')).executeTakeFirst()) !==
  undefined;

async function inBox(tx: Tx, visit: Voted): Promise<Omit<Poll, 'valid' | 'isVoid'>> {
  const id = windowId(visit.id, 'ballots');
  const { entitled, entitledOf, issued, cast, choices, classes, serials } = await ballotBox(tx, id);
  const paper = await paperOf(tx, id);
  const groups = [...new Set(classes)].sort();
  return {
    entitled,
    entitledOf,
    present: issued,
    issued,
    cast,
    proof: { serials },
    ...countPapers(paper, choices),
    ...(paper.comments && { comments: commentsOn(choices) }),
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
  const { electors = 0, electorsOf: entitledOf = {} } = await termsOf(tx, visit, 'ballots');
  const classes = Object.entries(given?.content.classes ?? {});
  const sum = (of: (each: (typeof classes)[number][1]) => number) =>
    classes.reduce((total, [, each]) => total + of(each), 0);
  return {
    entitled: electors,
    entitledOf,
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
