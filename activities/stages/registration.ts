import type { AnswerOf } from '../../domain/answers';
import type { StageOf } from '../../domain/plan';
import { postsIn, whole } from '../../domain/walk';
import { answersTo, termsOf } from '../../records/reading';
import { stillIn } from '../../records/people';
import type { Tx } from '../../records/database';
import type { Conclusion } from '../../records/leaving';
import { poolOf } from '../../records/pool';
import type { Visit } from '../../records/visits';
import type { Question } from '../../records/windows';
import { eligibleIn } from './eligible';
import type { StageWork } from './stageWork';

/** How many registered for each post (公布报名情况). */
export interface RegistrationFinding {
  readonly registered: Readonly<Record<string, number>>;
}

export const registration: StageWork<'registration'> = {
  asks: {
    applications: async (tx, visit) => {
      const { stage } = visit;
      if (stage.form === 'roll') return [];
      if (stage.form === 'invited') return invitations(stage, await invitedTo(tx, visit));
      const { title, within, channels, changePost, undirected } = stage;
      const terms = { posts: postsIn(visit.lots), channels, changePost, undirected };
      return [
        { purpose: 'applications', kind: 'application', title, closes: 'deadline', needs: 'anyone', within, terms },
      ];
    },
  },
  async conclude(tx, visit) {
    if (visit.stage.form !== 'standard') return fromPool(tx, visit, visit.stage);
    const applications = await answersTo(tx, visit, 'applications', 'application');
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const applied = applications.filter(({ content }) => postsOf(content).includes(lot.post)).map(({ by }) => by!);
        // Registration that is opened again adds to those who have registered before.
        return whole(lot, 'closed', await stillIn(tx, visit, [...new Set([...lot.people, ...applied])]));
      }),
    );
    const registered = Object.fromEntries(
      parts.flat().map(({ people }, index) => [visit.lots[index]!.post, people.length]),
    );
    return { parts: parts.flat(), finding: { registered } satisfies RegistrationFinding };
  },
};

/** Who has registered for several posts stands for each of them until an assignment decides. */
const postsOf = ({ post, wishes = [] }: AnswerOf<'application'>): readonly string[] => [post, ...wishes];

type Invited = Extract<StageOf<'registration'>, { form: 'invited' }>;

/** Of the pool those who meet the conditions, post by post. Fixed when they are invited, whatever is found out about them later. */
async function invitedTo(tx: Tx, visit: Visit<'registration'>): Promise<Record<string, string[]>> {
  const asked = (await termsOf(tx, visit, 'applications')).among;
  if (asked) return Object.fromEntries(Object.entries(asked).map(([post, people]) => [post, [...people]]));
  const pool = await poolOf(tx, visit);
  const { placedBy } = visit.stage.form === 'standard' ? {} : visit.stage;
  const belongs = (post: string, person: string) => placedBy === undefined || pool[person]![placedBy] === post;
  return Object.fromEntries(
    visit.lots.map(({ post }) => [post, eligibleIn(visit, post, pool).filter((person) => belongs(post, person))]),
  );
}

function invitations({ title, within, silence }: Invited, among: Record<string, string[]>): Question[] {
  const holders = [...new Set(Object.values(among).flat())].sort();
  if (holders.length === 0) return [];
  return [
    {
      purpose: 'applications',
      kind: 'invitation',
      title,
      closes: 'deadline',
      needs: 'all',
      within,
      holders,
      terms: { among, silence },
    },
  ];
}

/** Who comes in without applying: whoever accepts the invitation (or does not decline it, where silence accepts), or everybody eligible. */
async function fromPool(tx: Tx, visit: Visit<'registration'>, stage: StageOf<'registration'>): Promise<Conclusion> {
  const among = await invitedTo(tx, visit);
  const answers = stage.form === 'invited' ? await answersTo(tx, visit, 'applications', 'invitation') : [];
  const gave = (answer: string) => answers.filter(({ content }) => content.answer === answer).map(({ by }) => by!);
  const [accepted, declined] = [gave('accepted'), gave('declined')];
  const comes = (person: string) =>
    stage.form === 'roll' ||
    accepted.includes(person) ||
    (stage.form === 'invited' && stage.silence === 'accepts' && !declined.includes(person));
  const parts = await Promise.all(
    visit.lots.map(async (lot) =>
      whole(lot, 'closed', await stillIn(tx, visit, (among[lot.post] ?? []).filter(comes))),
    ),
  );
  const registered = Object.fromEntries(
    parts.flat().map(({ people }, index) => [visit.lots[index]!.post, people.length]),
  );
  const invited = [...new Set(Object.values(among).flat())];
  const silent = invited.filter((person) => !accepted.includes(person) && !declined.includes(person)).sort();
  return {
    parts: parts.flat(),
    finding: {
      registered,
      ...(stage.form === 'invited' && { invited: invited.length, declined: declined.sort(), silent }),
    },
    entering: parts.flat().flatMap(({ people }) => people),
  };
}
