import { moreReturnedThanIssued, share, turnout } from '../../domain/arithmetic';
import { commentsOn, countPapers, papersNaming, type BallotPaper, type Count } from '../../domain/answers';
import type { StageOf } from '../../domain/plan';
import { ballotBox } from '../../records/ballotBox';
import type { Tx } from '../../records/database';
import { answersTo, termsOf } from '../../records/reading';
import { windowId } from '../../records/windows';
import type { Voted } from './polling';

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
  /** How many votes are for whoever these names, written in for a post, mean: no more than one of each paper. */
  readonly naming: (post: string, names: readonly string[]) => number;
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
  const stage: Pick<StageOf<'election'>, 'turnout' | 'turnoutOf' | 'paper'> = visit.stage;
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
    naming: (post, names) => papersNaming(paper, choices, post, names),
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
  const [cast, voided] = [sum(({ returned }) => returned), sum(({ void: spoilt }) => spoilt)];
  const writeIns = added(classes.map(([, each]) => each.writeIns));
  return {
    entitled: electors,
    entitledOf,
    present: given?.content.present ?? 0,
    issued: sum(({ issued }) => issued),
    cast,
    voided,
    tallies: added(classes.map(([, { tallies }]) => tallies)),
    writeIns,
    // Whoever counts on paper counts names; that two of them stood on one paper shows only when they are more than the papers.
    naming: (post, names) =>
      Math.min(
        cast - voided,
        names.reduce((total, name) => total + (writeIns[post]?.[name] ?? 0), 0),
      ),
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
function added(tables: readonly Table[]): Table {
  const total: Table = {};
  for (const table of tables)
    for (const [row, cells] of Object.entries(table)) {
      const sums = (total[row] ??= {});
      for (const [cell, number] of Object.entries(cells)) sums[cell] = (sums[cell] ?? 0) + number;
    }
  return total;
}
