import { assignByRank } from '../../domain/arithmetic';
import { placesFor } from '../../domain/arithmetic/ranking';
import { checkFacts } from '../../domain/eligibility';
import type { StageOf } from '../../domain/plan';
import { postsIn, whole, type Lot, type Part } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { answersTo, wishesOf } from '../../records/reading';
import { arrivedBy, findingOf } from '../../records/earlierStages';
import { everybody, factsOf, panelOf, stillIn } from '../../records/people';
import type { Visit } from '../../records/visits';
import type { RankingFinding } from './ranked';
import type { ScoreFinding } from './scoredAssessment';
import type { StageWork } from './stageWork';

/** What an assignment finds: the post of everybody who had to move or to be assigned; null: of none any more. */
export interface AssignmentFinding {
  readonly assigned: Readonly<Record<string, string | null>>;
}
type Choice = Extract<StageOf<'assignment'>, { form: 'choice' }>;
type ByRank = Extract<StageOf<'assignment'>, { form: 'byRank' }>;

export const assignment: StageWork<'assignment'> = {
  asks: {
    postChoices: async (tx, visit) => {
      const { stage } = visit;
      if (stage.form !== 'choice') return [];
      const { standing, movers } = await droppedIn(tx, visit, stage);
      if (movers.length === 0) return [];
      return [
        {
          purpose: 'postChoices',
          kind: 'postChoice',
          title: stage.title,
          closes: 'deadline',
          needs: 'anyone',
          within: stage.within,
          pairs: movers.map((person) => [person, person] as const),
          terms: { openTo: await openTo(tx, visit, movers, standing) },
        },
      ];
    },
    assignments: async (tx, visit) => {
      const { stage } = visit;
      if (stage.form !== 'byBody') return [];
      const lots = lotsOf(visit.lots, await everybody(tx, visit));
      const subjects = Object.keys(lots).filter((person) => lots[person]!.length > 1);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'assignments',
          kind: 'assignment',
          title: stage.title,
          closes: 'complete',
          needs: 'any',
          within: stage.within,
          holders: await panelOf(tx, visit, stage.by),
          subjects,
          terms: { openTo: lots },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const { stage } = visit;
    if (stage.form === 'choice') return chosen(tx, visit, stage);
    const assigned = stage.form === 'byRank' ? await ranked(tx, visit, stage) : await assignedByBody(tx, visit);
    const parts = visit.lots.flatMap((lot) => {
      const people = lot.people.filter((person) => assigned[person] === lot.post);
      return whole(lot, people.length > 0 ? 'settled' : 'none', people);
    });
    const stood = lotsOf(visit.lots, Object.keys(assigned));
    const moved = Object.entries(assigned).filter(([person, post]) => post === null || stood[person]!.length > 1);
    return { parts, finding: { assigned } satisfies AssignmentFinding, letters: told(Object.fromEntries(moved)) };
  },
};

/** Those of dropped posts who stand for no other choose one; who says nothing goes where the plan says, or withdraws. */
async function chosen(tx: Tx, visit: Visit<'assignment'>, stage: Choice) {
  const { standing, movers } = await droppedIn(tx, visit, stage);
  const answers = await answersTo(tx, visit, 'postChoices', 'postChoice');
  const assigned = Object.fromEntries(
    movers.map((person) => {
      const answer = answers.find(({ subject }) => subject === person);
      const post = answer ? answer.content.post : (stage.silence ?? null);
      return [person, standing.some((lot) => lot.post === post) ? post : null];
    }),
  );
  const parts: Part[] = [];
  for (const lot of visit.lots) {
    const first = standing.find(({ post }) => post === lot.post)?.id === lot.id;
    const coming = first ? movers.filter((person) => assigned[person] === lot.post) : [];
    parts.push(
      ...(standing.includes(lot)
        ? whole(lot, 'settled', await stillIn(tx, visit, [...lot.people, ...coming]))
        : whole(lot, 'dropped', [])),
    );
  }
  return { parts, finding: { assigned } satisfies AssignmentFinding, letters: told(assigned) };
}

async function droppedIn(
  tx: Tx,
  visit: Visit<'assignment'>,
  stage: Choice,
): Promise<{ standing: Lot[]; movers: string[] }> {
  const arrived = await arrivedBy(tx, visit);
  const standing = visit.lots.filter(({ id }) => !stage.dropped.includes(arrived[id] ?? ''));
  const staying = new Set(standing.flatMap(({ people }) => people));
  return { standing, movers: (await everybody(tx, visit)).filter((person) => !staying.has(person)) };
}

/** The posts whose conditions the person's facts can be judged by. */
async function openTo(tx: Tx, visit: Visit<'assignment'>, people: readonly string[], lots: readonly Lot[]) {
  const facts = await factsOf(tx, visit, people);
  const asked = (person: string) => (post: string) =>
    checkFacts(visit.plan.conditions, post, facts[person] ?? {}).length === 0;
  const posts = postsIn(lots);
  return Object.fromEntries(people.map((person) => [person, posts.filter(asked(person))]));
}

/** From high to low by the score, each gets the first wish that still has a place. */
async function ranked(
  tx: Tx,
  visit: Visit<'assignment'>,
  { score, take }: ByRank,
): Promise<Record<string, string | null>> {
  const people = await everybody(tx, visit);
  const lots = lotsOf(visit.lots, people);
  const wishes = await wishesOf(tx, visit, people);
  const wishers = await Promise.all(
    people.map(async (person) => ({
      id: person,
      score: await scoreOf(tx, visit, score, person, lots[person]![0]!),
      wishes: [...(wishes[person] ?? []).filter((wish) => lots[person]!.includes(wish))].concat(
        lots[person]!.filter((post) => !wishes[person]?.includes(post)),
      ),
    })),
  );
  const places = Object.fromEntries(visit.lots.map(({ post, vacancies }) => [post, placesFor(take, vacancies)]));
  const taken = assignByRank(wishers, places);
  return Object.fromEntries(
    people.map((person) => [person, Object.keys(taken).find((post) => taken[post]!.includes(person)) ?? null]),
  );
}

async function scoreOf(tx: Tx, visit: Visit, stage: string, person: string, post: string): Promise<string> {
  const finding = await findingOf<Partial<ScoreFinding & RankingFinding>>(tx, visit, stage, post);
  const place = finding?.posts?.[post]?.ranking.find((each) => each.person === person);
  return finding?.scores?.[person]?.inFull ?? place?.inFull ?? '0';
}

async function assignedByBody(tx: Tx, visit: Visit<'assignment'>): Promise<Record<string, string | null>> {
  const answers = await answersTo(tx, visit, 'assignments', 'assignment');
  const people = await everybody(tx, visit);
  const lots = lotsOf(visit.lots, people);
  return Object.fromEntries(
    people.map((person) => {
      const answer = answers.find(({ subject }) => subject === person);
      return [person, answer ? answer.content.post : lots[person]!.length === 1 ? lots[person]![0]! : null];
    }),
  );
}

/** The posts for which each person stands. */
const lotsOf = (lots: readonly Lot[], people: readonly string[]): Record<string, string[]> =>
  Object.fromEntries(
    people.map((person) => [person, lots.filter((lot) => lot.people.includes(person)).map(({ post }) => post)]),
  );

const told = (assigned: Readonly<Record<string, string | null>>) =>
  Object.entries(assigned).map(([person, post]) => ({
    purpose: 'assigned',
    letter: 'assigned' as const,
    to: [person],
    terms: post === null ? {} : { post },
  }));
