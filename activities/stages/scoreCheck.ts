import { whole } from '../../domain/walk';
import { answersTo } from '../../records/reading';
import { everybody, panelOf, stillIn } from '../../records/people';
import { scoresFrom } from './scores';
import type { StageWork } from './stageWork';

export const scoreCheck: StageWork<'scoreCheck'> = {
  asks: {
    recheckRequests: async (tx, visit) => {
      const { title, of, within } = visit.stage;
      const scored = await Promise.all(
        visit.lots.map(async ({ post, people }) => {
          const scores = await scoresFrom(tx, visit, of, post);
          return people.filter((person) => scores.of(person));
        }),
      );
      const there = await everybody(tx, visit);
      const subjects = there.filter((person) => scored.some((people) => people.includes(person)));
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'recheckRequests',
          kind: 'recheckRequest',
          title: `${title}申请`,
          closes: 'deadline',
          needs: 'anyone',
          within,
          terms: { subjects },
        },
      ];
    },
    scoreChecks: async (tx, visit) => {
      const { title, by } = visit.stage;
      const asking = (await answersTo(tx, visit, 'recheckRequests', 'recheckRequest')).map(({ subject }) => subject);
      const subjects = await stillIn(tx, visit, asking);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'scoreChecks',
          kind: 'scoreCheck',
          title,
          closes: 'complete',
          needs: 'any',
          within: { n: 5, unit: 'workingDay' },
          holders: await panelOf(tx, visit, by),
          subjects,
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const checks = await answersTo(tx, visit, 'scoreChecks', 'scoreCheck');
    const parts = await Promise.all(
      visit.lots.map(async (lot) => whole(lot, 'checked', await stillIn(tx, visit, lot.people))),
    );
    return {
      parts: parts.flat(),
      finding: { checked: Object.fromEntries(checks.map(({ subject, content }) => [subject, content.answer])) },
      letters: checks.map(({ subject, content }) => ({
        purpose: 'scoreCheckAnswer',
        letter: 'scoreCheckAnswer' as const,
        to: [subject],
        terms: { ...content },
      })),
    };
  },
};
