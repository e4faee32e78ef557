import type { AnswerOf } from '../../domain/answers';
import { whole } from '../../domain/walk';
import { answersTo, stillIn } from '../../records/reading';
import type { StageWork } from './stageWork';

/** How many registered for each post (公布报名情况). */
export interface RegistrationFinding {
  readonly registered: Readonly<Record<string, number>>;
}

export const registration: StageWork<'registration'> = {
  asks: {
    applications: (_tx, visit) => {
      const { title, within, channels, changePost, undirected } = visit.stage;
      const terms = { posts: visit.lots.map(({ post }) => post), channels, changePost, undirected };
      return Promise.resolve([
        { purpose: 'applications', kind: 'application', title, closes: 'deadline', needs: 'anyone', within, terms },
      ]);
    },
  },
  async conclude(tx, visit) {
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
