import { committeeVote, share, type CommitteeVote } from '../../domain/arithmetic';
import { apart, whole, type Lot, type Part } from '../../domain/walk';
import type { Terms } from '../../domain/answers';
import { deadlineOf, knownCalendar } from '../../records/calendar';
import type { Tx } from '../../records/database';
import type { KeptFact } from '../../records/keptFacts';
import { answersTo, termsOf } from '../../records/reading';
import { everybody, panelOf, stillIn } from '../../records/people';
import { findingOf } from '../../records/earlierStages';
import { recusedMembers } from '../../records/recusal';
import type { Visit } from '../../records/visits';
import { committeeChose, committeeVotes } from './committeeBallot';
import type { RankingFinding } from './ranked';
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
      if (visit.stage.form === 'ballot') return committeeVotes(tx, visit, visit.stage);
      const { title, by } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      const holders = await panelOf(tx, visit, by);
      const terms = { entitled: holders, subjects, ...(await respected(tx, visit)) };
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
    if (visit.stage.form === 'ballot') {
      const { parts, finding } = await committeeChose(tx, visit, visit.stage);
      return { parts, finding, letters: visit.lots.flatMap((lot) => decisionLetters(lot, parts, finding.tallies)) };
    }
    const { recused: counted } = visit.stage;
    const [given] = await answersTo(tx, visit, 'resolution', 'resolution');
    const entitled = (await panelOf(tx, visit, visit.stage.by)).length;
    const present = given?.content.present.length ?? 0;
    const rule = { quorum: share(visit.stage.quorum), pass: share(visit.stage.pass), of: visit.stage.of };
    const { recused = {} } = await termsOf(tx, visit, 'resolution');
    const votes = Object.fromEntries(
      (given?.content.votes ?? []).map(({ person, agree, defer }): [string, Vote] => {
        const away = counted === 'left' ? (recused[person] ?? []) : [];
        const here = given!.content.present.filter((member) => away.includes(member)).length;
        const voters = { entitled: entitled - away.length, present: present - here };
        const { outcome } = committeeVote({ ...voters, agree }, rule);
        return [person, { agree, defer, outcome, ...(away.length > 0 ? { voters } : {}) }];
      }),
    );
    const finding: DecisionFinding = { entitled, present, votes };
    const decisions = await Promise.all(
      visit.lots.map(async (lot) => {
        const people = await stillIn(tx, visit, lot.people);
        return { lot, people, parts: decided(visit, finding, lot, people) };
      }),
    );
    const { reserve } = visit.stage;
    const { departs } = given?.content ?? {};
    const until =
      reserve && deadlineOf(await knownCalendar(tx), { n: reserve.months, unit: 'month' }, visit.asOf).due_at;
    const facts = until
      ? decisions.flatMap(({ lot, parts, people }) => reserved(visit, lot, parts, people, until))
      : [];
    return {
      parts: decisions.flatMap(({ parts }) => parts),
      finding: {
        ...finding,
        ...(departs === undefined ? {} : { departs }),
        ...(until ? { reserved: [...new Set(facts.map(({ person }) => person))] } : {}),
      },
      ...(until ? { facts } : {}),
      letters: decisions.flatMap(({ lot, parts }) => decisionLetters(lot, parts, votes)),
    };
  },
};

/** The order of the ranking that the committee respects, post by post, and the rule by which it passes somebody. */
async function respected(tx: Tx, visit: Visit<'collectiveDecision'>): Promise<Pick<Terms, 'ranked' | 'rule'>> {
  if (visit.stage.form !== 'standard' || visit.stage.respects === undefined) return {};
  const { respects, quorum, pass, of } = visit.stage;
  const ranked: Record<string, { order: string[]; seats: number }> = {};
  for (const lot of visit.lots) {
    const found = await findingOf<RankingFinding>(tx, visit, respects, lot.post);
    const here = await stillIn(tx, visit, lot.people);
    const order = (found?.posts[lot.post]?.ranking ?? []).map(({ person }) => person);
    if (order.length > 0)
      ranked[lot.post] = { order: order.filter((person) => here.includes(person)), seats: lot.vacancies };
  }
  return { ranked, rule: { quorum, pass, of } };
}

/** Who was discussed and not passed stays in reserve: where from, and until when. Nobody when nothing was decided. */
function reserved(
  visit: Visit<'collectiveDecision'>,
  lot: Lot,
  parts: readonly Part[],
  people: readonly string[],
  until: string,
): KeptFact[] {
  if (parts.some(({ outcome }) => outcome === 'deferred' || outcome === 'inquorate')) return [];
  return people
    .filter((person) => !parts.some((part) => part.people.includes(person)))
    .flatMap((person) => [
      { person, key: 'reserve', value: true, until },
      {
        person,
        key: 'reserveOf',
        value: { campaign: visit.campaign, plan: visit.plan.id, post: lot.post, until },
        until,
      },
    ]);
}

/** Everybody who was voted on is told what came of it; nobody when the meeting was not one. */
function decisionLetters(lot: Lot, parts: readonly Part[], votes: Readonly<Record<string, unknown>>) {
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
