import { isShare } from '../fraction';
import { asOne, eachWithASeat } from '../parts';
import type { Kind } from '../words';

interface Vote {
  readonly person: string;
  readonly agree: number;
  readonly defer: number;
}

export const collectiveDecision: Kind = {
  make: ({ chance, panel }) => ({
    text: {
      by: panel(3),
      quorum: chance.one(['2/3', '1/2']),
      pass: chance.one(['>1/2', '2/3', '50%']),
      of: chance.one(['entitled', 'present']),
    },
    outcomes: ['passed', 'failed', 'deferred', 'inquorate'],
  }),
  asks: [
    ({ stage, still, panel }) =>
      still().length === 0
        ? []
        : [
            {
              purpose: 'resolution',
              kind: 'resolution',
              closes: 'complete',
              needs: 'any',
              holders: panel(stage['by']),
              terms: { entitled: panel(stage['by']), subjects: still() },
            },
          ],
  ],
  conclude(seen) {
    const { stage } = seen;
    const [given] = seen.answers('resolution');
    const entitled = seen.panel(stage['by']).length;
    const present = (given?.content['present'] as string[] | undefined)?.length ?? 0;
    const votes = (given?.content['votes'] ?? []) as Vote[];
    const met = isShare(present, entitled, String(stage['quorum']));
    const of = stage['of'] === 'entitled' ? entitled : present;
    const passes = ({ agree }: Vote) => isShare(agree, of, String(stage['pass']));
    const outcome = (vote: Vote) => (!met ? 'noQuorum' : passes(vote) ? 'passed' : 'failed');
    const parts = seen.lots.flatMap((lot) => {
      const people = seen.still(lot.people);
      const its = votes.filter(({ person }) => people.includes(person));
      if (its.length > 0 && !met) return [asOne(lot, 'inquorate', people)];
      if (its.some(({ defer }) => 2 * defer > of)) return [asOne(lot, 'deferred', people)];
      const passed = its.filter(passes).sort((a, b) => b.agree - a.agree);
      const [last, next] = passed.slice(lot.vacancies - 1);
      // More pass than there are seats, and the votes do not tell who of them has one.
      if (last && next && last.agree === next.agree) return [asOne(lot, 'deferred', people)];
      const seated = passed.slice(0, lot.vacancies).map(({ person }) => person);
      return eachWithASeat(lot, [['passed', seated]], 'failed');
    });
    const told = Object.fromEntries(votes.map((vote) => [vote.person, { agree: vote.agree, outcome: outcome(vote) }]));
    return { parts, found: { entitled, present, votes: told } };
  },
};
