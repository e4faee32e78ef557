import { apart, postOf } from '../../domain/walk';
import { answersTo } from '../../records/reading';
import { everybody, panelOf } from '../../records/people';
import { windowId } from '../../records/windows';
import type { StageWork } from './stageWork';

export const probation: StageWork<'probation'> = {
  asks: {
    term: async (tx, visit) => {
      const { title, months, reminders, by } = visit.stage;
      const people = await everybody(tx, visit);
      if (people.length === 0) return [];
      return [
        {
          purpose: 'term',
          kind: 'term',
          title,
          closes: 'deadline',
          needs: 'anyone',
          within: { n: months, unit: 'month' },
          remindDays: reminders,
          holders: await panelOf(tx, visit, by),
          terms: { subjects: people },
          tell: people.map((person) => ({
            purpose: 'probation',
            letter: 'probation',
            to: [person],
            terms: { months, post: postOf(visit, person), window: windowId(visit.id, 'term') },
          })),
        },
      ];
    },
    review: async (tx, visit) => {
      const { title, by } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'review',
          kind: 'probationReview',
          title: `${title}期满考核`,
          closes: 'complete',
          needs: 'any',
          within: { n: 1, unit: 'month' },
          holders: await panelOf(tx, visit, by),
          subjects,
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const reviews = await answersTo(tx, visit, 'review', 'probationReview');
    const having = (answer: string, people: readonly string[]) =>
      people.filter((person) =>
        reviews.some(({ subject, content }) => subject === person && content.answer === answer),
      );
    const parts = visit.lots.flatMap((lot) =>
      apart(
        lot,
        (['notConfirmed', 'extended', 'confirmed'] as const).map((word) => [word, having(word, lot.people)] as const),
        'notConfirmed',
      ),
    );
    return {
      parts,
      finding: Object.fromEntries(reviews.map(({ subject, content }) => [subject, content.answer])),
      letters: reviews.map(({ subject, content: { answer } }) => ({
        purpose: 'probationResult',
        letter: 'probation',
        to: [subject],
        terms: { answer, post: postOf(visit, subject) },
      })),
    };
  },
};
