import { committeeVote, share, type CommitteeVote } from '../../domain/arithmetic';
import { apart, whole, type Lot, type Part } from '../../domain/walk';
import { answersTo, everybody, panelOf, stillIn, termsOf } from '../../records/reading';
import { recusedMembers } from '../../records/recusal';
import type { Visit } from '../../records/visits';
import type { StageWork } from './stageWork';

/** What a meeting's resolution comes to, person by person. */
export interface DecisionFinding {
  readonly entitled: number;
  readonly present: number;
  readonly votes: Readonly<Record<string, Vote>>;
}

interface Vote {
  readonly agree: number;
  readonly defer: number;
  readonly outcome: CommitteeVote['outcome'];
  /** Of how many, where members withdrew for kinship. */
  readonly voters?: Voters;
}
interface Voters {
  readonly entitled: number;
  readonly present: number;
}

export const collectiveDecision: StageWork<'collectiveDecision'> = {
  asks: {
    resolution: async (tx, visit) => {
      const { title, by } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      const holders = await panelOf(tx, visit, by);
      const terms = { entitled: holders, subjects };
      return [
        {
          purpose: 'resolution',
          kind: 'resolution',
          title,
          closes: 'complete',
          needs: 'any',
          holders,
          terms: { ...terms, ...(await recusedMembers(tx, visit, terms)) },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const [given] = await answersTo(tx, visit, 'resolution', 'resolution');
    const entitled = (await panelOf(tx, visit, visit.stage.by)).length;
    const present = given?.content.present.length ?? 0;
    const rule = { quorum: share(visit.stage.quorum), pass: share(visit.stage.pass), of: visit.stage.of };
    const { recused = {} } = await termsOf(tx, visit, 'resolution');
    const votes = Object.fromEntries(
      (given?.content.votes ?? []).map(({ person, agree, defer }): [string, Vote] => {
        const away = visit.stage.recused === 'left' ? (recused[person] ?? []) : [];
        const here = given!.content.present.filter((member) => away.includes(member)).length;
        const voters = { entitled: entitled - away.length, present: present - here };
        const { outcome } = committeeVote({ ...voters, agree }, rule);
        return [person, { agree, defer, outcome, ...(away.length > 0 ? { voters } : {}) }];
      }),
    );
    const finding: DecisionFinding = { entitled, present, votes };
    const decisions = await Promise.all(
      visit.lots.map(async (lot) => ({
        lot,
        parts: decided(visit, finding, lot, await stillIn(tx, visit, lot.people)),
      })),
    );
    return {
      parts: decisions.flatMap(({ parts }) => parts),
      finding,
      letters: decisions.flatMap(({ lot, parts }) => decisionLetters(lot, parts, votes)),
    };
  },
};

/** Everybody who was voted on is told what came of it; nobody when the meeting was not one. */
function decisionLetters(lot: Lot, parts: readonly Part[], votes: DecisionFinding['votes']) {
  if (parts.some(({ outcome }) => outcome === 'inquorate')) return [];
  return lot.people
    .filter((person) => votes[person])
    .map((person) => ({
      purpose: 'decision',
      letter: 'decision' as const,
      to: [person],
      terms: { answer: parts.find(({ people }) => people.includes(person))?.outcome ?? 'failed', post: lot.post },
    }));
}

/** Deferred when more than half would rather wait, or when more pass than there are seats and the votes do not tell them apart. */
function decided(
  { stage }: Visit<'collectiveDecision'>,
  { entitled, present, votes }: DecisionFinding,
  lot: Lot,
  people: readonly string[],
): Part[] {
  const outcomes = people.map((person) => votes[person]?.outcome);
  if (outcomes.includes('noQuorum')) return whole(lot, 'inquorate', people);
  const base = (person: string) => (votes[person]?.voters ?? { entitled, present })[stage.of];
  if (people.some((person) => (votes[person]?.defer ?? 0) * 2 > base(person))) return whole(lot, 'deferred', people);
  const passed = people
    .filter((person) => votes[person]?.outcome === 'passed')
    .sort((a, b) => votes[b]!.agree - votes[a]!.agree);
  const [last, next] = [passed[lot.vacancies - 1], passed[lot.vacancies]];
  if (last && next && votes[last]!.agree === votes[next]!.agree) return whole(lot, 'deferred', people);
  return apart(lot, [['passed', passed.slice(0, lot.vacancies)]], 'failed');
}
