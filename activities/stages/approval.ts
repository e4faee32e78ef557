import { apart, postOf, whole } from '../../domain/walk';
import { answersTo, objectedTo, panelOf, stillIn } from '../../records/reading';
import type { StageWork } from './stageWork';

/** One answer for the lots together; an inquiry looks into each person whom an objection has held. */
export const approval: StageWork<'approval'> = {
  asks: {
    decision: async (tx, visit) => {
      const { title, by, within, form } = visit.stage;
      const holders = await panelOf(tx, visit, by);
      if (form === 'consent')
        return [{ purpose: 'decision', kind: 'approval', title, closes: 'complete', needs: 'any', within, holders }];
      const subjects = await stillIn(tx, visit, await objectedTo(tx, visit));
      return subjects.length === 0
        ? []
        : [
            {
              purpose: 'decision',
              kind: 'inquiry',
              title,
              closes: 'complete',
              needs: 'any',
              within,
              holders,
              subjects,
            },
          ];
    },
  },
  async conclude(tx, visit) {
    if (visit.stage.form === 'consent') {
      const [given] = await answersTo(tx, visit, 'decision', 'approval');
      return {
        parts: visit.lots.flatMap((lot) => whole(lot, given!.content.answer)),
        finding: { answer: given!.content.answer },
      };
    }
    const inquiries = await answersTo(tx, visit, 'decision', 'inquiry');
    const upheld = inquiries.filter(({ content }) => content.answer === 'upheld').map(({ subject }) => subject);
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const still = await stillIn(tx, visit, lot.people);
        return apart(lot, [['notUpheld', still.filter((person) => !upheld.includes(person))]], 'upheld');
      }),
    );
    return {
      parts: parts.flat(),
      finding: { upheld },
      letters: inquiries.map(({ subject, content: { answer } }) => ({
        purpose: 'objectionAnswer',
        letter: 'objectionAnswer',
        to: [subject],
        terms: { answer, post: postOf(visit, subject) },
      })),
    };
  },
};
