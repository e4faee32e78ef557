import { committeeVote, share } from '../arithmetic';
import type { Pointed } from '../explain';
import type { AnswerOf } from './kinds';
import type { Terms } from './terms';

/** The posts for which a meeting passes others than those whom the ranking that it respects has first. */
export function departures(
  { present, votes }: AnswerOf<'resolution'>,
  { ranked = {}, rule, entitled = [], recused = {} }: Terms,
): string[] {
  if (!rule) return [];
  const passes = ({ person, agree }: { person: string; agree: number }): boolean => {
    const away = recused[person] ?? [];
    const voters = {
      entitled: entitled.filter((id) => !away.includes(id)).length,
      present: present.filter((id) => !away.includes(id)).length,
    };
    const limits = { quorum: share(rule.quorum), pass: share(rule.pass), of: rule.of };
    return agree <= voters.present && committeeVote({ ...voters, agree }, limits).met;
  };
  return Object.entries(ranked).flatMap(([post, { order, seats }]) => {
    const passed = votes
      .filter((vote) => order.includes(vote.person) && passes(vote))
      .sort((a, b) => b.agree - a.agree)
      .slice(0, seats)
      .map(({ person }) => person);
    const first = order.slice(0, passed.length);
    return passed.every((person) => first.includes(person)) ? [] : [post];
  });
}

export const unexplained = (answer: AnswerOf<'resolution'>, terms: Terms): Pointed[] =>
  answer.departs === undefined
    ? departures(answer, terms).map(() => ({
        pointer: '/departs',
        zh: '决定与排名不一致，须说明理由',
        en: 'the decision departs from the ranking: say why',
      }))
    : [];
