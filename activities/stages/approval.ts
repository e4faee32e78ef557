import { apart, postOf, whole } from '../../domain/walk';
import { answersTo } from '../../records/reading';
import { objectedTo } from '../../records/earlierStages';
import { panelOf, stillIn } from '../../records/people';
import type { StageWork } from './stageWork';

/** One answer for the lots together; an inquiry looks into each person whom an objection has held. */
export const approval: StageWork<'approval'> = {
  asks: {
    decision: async (tx, visit) => {
      const { title, by, within, form } = visit.stage;
      const holders = await panelOf(tx, visit, by);
      const question = { purpose: 'decision', title, closes: 'complete', needs: 'any', within, holders } as const;
      if (form === 'filing') return [{ ...question, kind: 'filing' }];
      if (form === 'consent') {
        const { silence } = visit.stage;
        return [{ ...question, kind: 'approval', ...(silence && { lapses: 'atDeadline' as const }) }];
      }
      const subjects = await stillIn(tx, visit, await objectedTo(tx, visit));
      return subjects.length === 0 ? [] : [{ ...question, kind: 'inquiry', subjects }];
    },
  },
  async conclude(tx, visit) {
    if (visit.stage.form === 'consent') {
      const [given] = await answersTo(tx, visit, 'decision', 'approval');
      // Nobody has answered by the deadline: silence has the meaning that the plan gives it.
      const answer = given?.content.answer ?? visit.stage.silence!;
      return {
        parts: visit.lots.flatMap((lot) => whole(lot, answer)),
        finding: given ? { answer } : { answer, silent: true },
      };
    }
    if (visit.stage.form === 'filing') {
      const [given] = await answersTo(tx, visit, 'decision', 'filing');
      return { parts: visit.lots.flatMap((lot) => whole(lot, 'filed')), finding: given!.content };
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
