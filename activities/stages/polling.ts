import { VOID_LINE, type BallotPaper } from '../../domain/answers';
import { ownOf, type StageOf } from '../../domain/plan';
import { peopleIn } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { countedAs } from '../../records/entitlements';
import { handledBy } from '../../records/officers';
import { recusedIn } from '../../records/recusal';
import type { Visit } from '../../records/visits';
import type { Question } from '../../records/windows';

export type Voted = Visit<'collectiveBallot'> | Visit<'election'>;
type Voting = Pick<
  StageOf<'election'>,
  'title' | 'electorate' | 'within' | 'voids' | 'surprise' | 'paper' | 'officers'
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
      terms: { ...handled.terms, ...(kin && { kin, electorate }), entitled: free.map(({ person }) => person) },
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
