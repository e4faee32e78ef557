import { apart, postOf } from '../../domain/walk';
import { answersTo, type Answered } from '../../records/reading';
import { everybody, panelOf, stillIn } from '../../records/people';
import type { StageWork } from './stageWork';

/** The data of the appointment document (任职文件): its number and date, for each appointee. */
export interface AppointmentFinding {
  readonly documents: Readonly<Record<string, { readonly number: string; readonly issuedOn: string }>>;
}

export const appointment: StageWork<'appointment'> = {
  asks: {
    talks: async (tx, visit) => {
      const { title, talk, within } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (!talk || subjects.length === 0) return [];
      return [
        {
          purpose: 'talks',
          kind: 'talk',
          title: `${title}谈话`,
          closes: 'complete',
          needs: 'any',
          within,
          holders: await panelOf(tx, visit, talk),
          subjects,
        },
      ];
    },
    documents: async (tx, visit) => {
      const { title, by, within, form } = visit.stage;
      const subjects = await accepting(tx, visit);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'documents',
          kind: form === 'contract' ? 'contract' : 'document',
          title: form === 'contract' ? `${title}合同` : `${title}文件`,
          closes: 'complete',
          needs: 'any',
          within,
          holders: await panelOf(tx, visit, by),
          subjects,
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const issued: readonly Answered<'document' | 'contract'>[] = await answersTo(
      tx,
      visit,
      'documents',
      visit.stage.form === 'contract' ? 'contract' : 'document',
    );
    const documents = Object.fromEntries(issued.map(({ subject, content }) => [subject, content]));
    const inTurn = issued.map(({ subject }) => subject);
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const still = await stillIn(tx, visit, lot.people);
        // Never more people than seats, whatever the plan let through: the documents count in the order in which they were issued.
        const seated = inTurn.filter((person) => still.includes(person)).slice(0, lot.vacancies);
        return apart(lot, [['appointed', seated]], 'unfilled');
      }),
    );
    return {
      parts: parts.flat(),
      finding: { documents } satisfies AppointmentFinding,
      letters: issued.map(({ subject, content }) => ({
        purpose: 'appointed',
        letter: 'appointed',
        to: [subject],
        terms: { ...content, post: postOf(visit, subject) },
      })),
    };
  },
};

async function accepting(
  ...[tx, visit]: Parameters<NonNullable<(typeof appointment.asks)['talks']>>
): Promise<string[]> {
  const people = await everybody(tx, visit);
  if (!visit.stage.talk) return people;
  const talks = await answersTo(tx, visit, 'talks', 'talk');
  return people.filter((person) =>
    talks.some(({ subject, content }) => subject === person && content.answer === 'accepted'),
  );
}
