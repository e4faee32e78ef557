import { committeeVote, type CommitteeRule } from './ballots';

export interface CommitteePapers {
  readonly entitled: number;
  /** Those who took part: papers in the box. */
  readonly present: number;
  /** Who stands for one post, with what the papers say of each. */
  readonly votes: Readonly<Record<string, { readonly agree: number; readonly defer: number }>>;
}

export interface CommitteeChoice {
  readonly outcome: 'passed' | 'failed' | 'tied' | 'deferred' | 'inquorate';
  /** Who has a seat, the most votes first. */
  readonly passed: readonly string[];
  /** Who has as many votes as the last seat asks, where there are more of them than seats left. */
  readonly tied: readonly string[];
}

/**
 * 票决: a committee chooses by secret ballot at most `seats` of those who stand. A quorum first; then it is deferred when more than half
 * would rather wait (缓议); then those who reach the share pass, the most votes first; equal votes at the last seat are a tie.
 * Throws RuleError `countsDisagree`.
 */
export function committeeBallot(
  { entitled, present, votes }: CommitteePapers,
  seats: number,
  rule: CommitteeRule,
): CommitteeChoice {
  const base = rule.of === 'present' ? present : entitled;
  const each = Object.entries(votes).map(([id, { agree, defer }]) => ({
    id,
    agree,
    defer,
    word: committeeVote({ entitled, present, agree }, rule).outcome,
  }));
  const nobody = { passed: [], tied: [] };
  if (each.some(({ word }) => word === 'noQuorum')) return { outcome: 'inquorate', ...nobody };
  if (each.some(({ defer }) => defer * 2 > base)) return { outcome: 'deferred', ...nobody };
  const reached = each.filter(({ word }) => word === 'passed').sort((a, b) => b.agree - a.agree);
  const [last, next] = [reached[seats - 1], reached[seats]];
  if (last && next && last.agree === next.agree)
    return {
      outcome: 'tied',
      passed: reached.filter(({ agree }) => agree > last.agree).map(({ id }) => id),
      tied: reached.filter(({ agree }) => agree === last.agree).map(({ id }) => id),
    };
  const passed = reached.slice(0, seats).map(({ id }) => id);
  return { outcome: passed.length > 0 ? 'passed' : 'failed', passed, tied: [] };
}
