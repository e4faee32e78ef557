import { passShare, type BallotCounts, type Denominator } from './ballots';
import { RuleError } from './exact';
import { count, type Share } from './share';

/** How an election is won: by votes alone (relative majority), or by the most votes of those who reach a share (过半数且最多). */
export interface WinRule {
  readonly share?: Share | undefined;
  readonly of: Denominator;
}

export interface Elected {
  /** From most votes to fewest; equal votes share a rank. `enough`: the share is reached. */
  readonly ranking: readonly {
    readonly person: string;
    readonly votes: number;
    readonly rank: number;
    readonly enough: boolean;
  }[];
  /** The fewest votes that reach the share; 1 without a share. */
  readonly needed: number;
  readonly elected: readonly string[];
  /** Who has equal votes at the last seat, when they cannot all be seated (得票相等不能确定当选人的，就票数相等的重新投票). */
  readonly tied: readonly string[];
  readonly seatsLeft: number;
}

/**
 * Who is elected to so many seats: of those who reach the share, the ones with the most votes. Nobody is seated by a tie.
 * Throws RuleError `countsDisagree` when the denominator was not counted or is smaller than somebody's votes.
 */
export function elect(
  votes: Readonly<Record<string, number>>,
  seats: number,
  counts: BallotCounts,
  win: WinRule,
): Elected {
  const ordered = Object.entries(votes)
    .filter(([, each]) => count(each) > 0)
    .sort(([a, mine], [b, theirs]) => theirs - mine || (a < b ? -1 : 1));
  const share = win.share;
  const ranking = ordered.map(([person, each]) => ({
    person,
    votes: each,
    rank: 1 + ordered.filter(([, other]) => other > each).length,
    enough: share === undefined || passShare(each, win.of, counts, share).met,
  }));
  const over = ranking.filter(({ enough }) => enough);
  const [last, next] = [over[count(seats) - 1], over[seats]];
  const cut = last && next && last.votes === next.votes ? last.votes : undefined;
  const elected = (cut === undefined ? over.slice(0, seats) : over.filter((one) => one.votes > cut)).map(
    ({ person }) => person,
  );
  return {
    ranking,
    needed: share === undefined ? 1 : passShare(0, win.of, counts, share).needed,
    elected,
    tied: cut === undefined ? [] : over.filter((one) => one.votes === cut).map(({ person }) => person),
    seatsLeft: seats - elected.length,
  };
}

/** More ballots came back than went out: the vote is void and is held again (收回的选票多于发出的，选举无效). */
export const moreReturnedThanIssued = ({ issued, returned }: { issued: number; returned: number }): boolean =>
  count(returned) > count(issued);

/** The first so many of a ranking, with everybody who has equal votes at the cut: who stands in a run-off. Throws RuleError `notACount`. */
export function topOf(ranking: readonly { person: string; rank: number }[], top: number): string[] {
  if (count(top) < 1) throw new RuleError('notACount', top);
  return ranking.filter(({ rank }) => rank <= top).map(({ person }) => person);
}
