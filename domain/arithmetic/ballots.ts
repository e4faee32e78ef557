import { count, ofBase, share, type Share, type ShareResult } from './share';
import { RuleError } from './exact';

/** What a share of the votes is taken of (应到会, 实到会, 发出票, 收回票, 有效票). Each stage states its own; there is no default. */
export const DENOMINATORS = ['entitled', 'present', 'issued', 'returned', 'valid'] as const;
export type Denominator = (typeof DENOMINATORS)[number];
export type BallotCounts = { readonly [D in Denominator]?: number };

/** Turnout: those who took part against a share of those who should (《党政机关竞争上岗工作规定》: 80% 以上). Throws RuleError `countsDisagree`. */
export function turnout(entitled: number, tookPart: number, atLeast: Share): ShareResult {
  inOrder(tookPart, entitled);
  return ofBase(tookPart, entitled, atLeast);
}

/** Quorum: members present against a share of members entitled (《条例》: 三分之二以上成员到会). Throws RuleError `countsDisagree`. */
export function quorum(entitled: number, present: number, atLeast: Share = share('2/3')): ShareResult {
  return turnout(entitled, present, atLeast);
}

/**
 * Votes for, against a share of the stated denominator, e.g. 同意票不足 80% 的否决 or 过半数.
 * Throws RuleError `countsDisagree` when the denominator was not counted or is smaller than the votes.
 */
export function passShare(
  votes: number,
  of: Denominator,
  counts: BallotCounts,
  pass: Share,
): ShareResult & { readonly of: Denominator } {
  const base = counts[of];
  if (base === undefined) throw new RuleError('countsDisagree', of);
  inOrder(votes, base);
  return { ...ofBase(votes, base, pass), of };
}

export interface CommitteeRule {
  /** Default ≥ 2/3 of the entitled. */
  readonly quorum?: Share;
  /** Default > 1/2. */
  readonly pass?: Share;
  /** Default the entitled, not those present. */
  readonly of?: 'entitled' | 'present';
}

export interface CommitteeVote {
  readonly met: boolean;
  readonly outcome: 'passed' | 'failed' | 'noQuorum';
  readonly quorum: ShareResult;
  readonly vote: ShareResult;
}

/**
 * A committee's vote: a quorum first, then more than half of those who should attend agree (《条例》: 应到会成员超过半数同意).
 * Throws RuleError `countsDisagree` unless agree ≤ present ≤ entitled.
 */
export function committeeVote(
  counts: { entitled: number; present: number; agree: number },
  rule: CommitteeRule = {},
): CommitteeVote {
  inOrder(counts.agree, counts.present);
  const here = quorum(counts.entitled, counts.present, rule.quorum);
  const vote = ofBase(counts.agree, counts[rule.of ?? 'entitled'], rule.pass ?? share('>1/2'));
  const outcome = !here.met ? 'noQuorum' : vote.met ? 'passed' : 'failed';
  return { met: outcome === 'passed', outcome, quorum: here, vote };
}

function inOrder(part: number, whole: number): void {
  if (count(part) > count(whole)) throw new RuleError('countsDisagree', `${part} > ${whole}`);
}
