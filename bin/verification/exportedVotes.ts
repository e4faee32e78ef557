import { asWritten, type AnswerOf, type BallotPaper } from '../../domain/answers';
import type { Tx } from '../../records/database';
import { answersIn } from '../../records/verificationRows';
import type { Documents } from './documents';
import { shownLine } from './exportedFindings';
import type { Pseudonyms } from './pseudonyms';

type Paper = Documents['ballots.json'][number]['paper'];
type Table = Record<string, Record<string, number>>;

/** Ballots in the order of their serials, without their class: a class may be one person. Before the close they stay sealed. */
export async function ballotsOf(tx: Tx, campaign: string, nameOf: Pseudonyms): Promise<Documents['ballots.json']> {
  const windows = await tx
    .selectFrom('window as w')
    .innerJoin('visit as v', 'v.id', 'w.visit_id')
    .select(['w.id', 'w.visit_id', 'w.terms'])
    .where('w.campaign_id', '=', campaign)
    .where('w.kind', '=', 'ballot')
    .where('w.closed_at', 'is not', null)
    .where('w.closed_by', '<>', 'withdrawn')
    .orderBy('v.ordinal')
    .execute();
  const boxes: Documents['ballots.json'] = [];
  for (const { id, visit_id, terms } of windows) {
    const slips = await tx
      .selectFrom('entitlement')
      .select(['redeemed', 'recused'])
      .where('window_id', '=', id)
      .execute();
    const ballots = await tx
      .selectFrom('ballot')
      .select(['serial', 'choices'])
      .where('window_id', '=', id)
      .orderBy('serial')
      .execute();
    boxes.push({
      visit: visit_id,
      entitled: slips.filter(({ recused }) => !recused).length,
      exchanged: slips.filter(({ redeemed }) => redeemed).length,
      electors: terms.electors ?? null,
      paper: shownPaper(terms.paper, nameOf),
      ballots: ballots.map(({ serial, choices }) => ({ serial, choices: shownChoices(choices, terms.paper, nameOf) })),
    });
  }
  return boxes;
}

/** What two people have entered of each vote on paper, the classes added up: a class may be one person. */
export async function papersOf(tx: Tx, campaign: string, nameOf: Pseudonyms): Promise<Documents['papers.json']> {
  const papers = (await answersIn(tx, campaign)).filter(({ kind }) => kind === 'paperCount');
  const shown = [];
  for (const { visit_id, window_id, content, replaced } of papers) {
    const { terms } = await tx
      .selectFrom('window')
      .select('terms')
      .where('id', '=', window_id)
      .executeTakeFirstOrThrow();
    const { heldOn, present, classes } = content as AnswerOf<'paperCount'>;
    const all = Object.values(classes);
    const sum = (of: (each: (typeof all)[number]) => number) => all.reduce((total, each) => total + of(each), 0);
    shown.push({
      visit: visit_id,
      replaced,
      heldOn,
      electors: terms.electors ?? 0,
      present,
      issued: sum(({ issued }) => issued),
      returned: sum(({ returned }) => returned),
      valid: sum(({ valid }) => valid),
      void: sum((each) => each.void),
      paper: shownPaper(terms.paper, nameOf),
      tallies: added(
        all.flatMap(({ tallies }) => Object.entries(tallies)).map(([line, marks]) => [shownLine(line, nameOf), marks]),
      ),
      writeIns: added(
        all.flatMap(({ writeIns }) => Object.entries(writeIns)).map(([post, names]) => [post, renamed(names, nameOf)]),
      ),
    });
  }
  return shown;
}

function added(rows: readonly (readonly [row: string, cells: Readonly<Record<string, number>>])[]): Table {
  const table: Table = {};
  for (const [row, cells] of rows) {
    const sums = (table[row] ??= {});
    for (const [cell, number] of Object.entries(cells)) sums[cell] = (sums[cell] ?? 0) + number;
  }
  return table;
}

const renamed = (names: Readonly<Record<string, number>>, nameOf: Pseudonyms): Record<string, number> =>
  added(Object.entries(names).map(([name, votes]) => ['all', { [nameOf.written(name)]: votes }]))['all'] ?? {};

const noPaper: BallotPaper = { marks: [], everyLine: false, lines: {}, posts: {}, tooMany: 'void' };

function shownPaper({ marks, favour, lines, posts }: BallotPaper = noPaper, nameOf: Pseudonyms): Paper {
  const shown = Object.entries(lines).map(([line, { person, post, text }]) =>
    // A question is about nobody.
    text === undefined
      ? ([shownLine(line, nameOf), { person: nameOf(person), post }] as const)
      : ([line, { person, post }] as const),
  );
  return {
    marks: [...marks],
    favour: favour ?? null,
    lines: Object.fromEntries(shown.sort(byKey)),
    posts: { ...posts },
  };
}

function shownChoices(
  choices: Readonly<Record<string, string>>,
  { lines, comments }: BallotPaper = noPaper,
  nameOf: Pseudonyms,
): Record<string, string> {
  const shown = Object.entries(choices).map(([line, choice]) => {
    if (lines[line]) return [lines[line].text === undefined ? shownLine(line, nameOf) : line, choice] as const;
    // That there is a comment, not what it says.
    return [line, comments && line === 'comments' ? '' : nameOf.written(choice)] as const;
  });
  return Object.fromEntries(shown.sort(byKey));
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** Of each name that was written, the people of the pool who bear it. */
export async function namesOf(tx: Tx, campaign: string, nameOf: Pseudonyms): Promise<Documents['names.json']> {
  const bearers = await tx
    .selectFrom('pool_member as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name'])
    .distinct()
    .where('m.campaign_id', '=', campaign)
    .execute();
  return Object.fromEntries(
    nameOf.names
      .map(
        (name) =>
          [
            nameOf.written(name),
            bearers
              .filter((each) => asWritten(each.name) === name)
              .map(({ id }) => nameOf(id))
              .sort(),
          ] as const,
      )
      .sort(byKey),
  );
}
