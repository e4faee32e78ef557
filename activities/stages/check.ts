import type { ComputedScore } from '../../domain/arithmetic';
import type { AnswerOf } from '../../domain/answers';
import { apart, postOf } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { answersTo, type Answered } from '../../records/reading';
import { everybody, panelOf, stillIn } from '../../records/people';
import type { Visit } from '../../records/visits';
import { windowId, type Question } from '../../records/windows';
import type { StageWork } from './stageWork';

/** What a check finds: who failed; and pass or fail as full marks or none, for rankings that name it. */
export interface CheckFinding {
  readonly max: 100;
  readonly scores: Readonly<Record<string, ComputedScore>>;
  readonly failed: readonly string[];
}

export const check: StageWork<'check'> = {
  asks: {
    checks: async (tx, visit) => {
      const { title, by, within } = visit.stage;
      return asked(tx, visit, { purpose: 'checks', title, by, within }, await everybody(tx, visit));
    },
    recheckRequests: async (tx, visit) => {
      const { title, recheck } = visit.stage;
      const failed = (await answersTo(tx, visit, 'checks', 'check')).filter(({ content }) => !passes(visit, content));
      const there = await stillIn(
        tx,
        visit,
        failed.map(({ subject }) => subject),
      );
      if (!recheck || there.length === 0) return [];
      return [
        {
          purpose: 'recheckRequests',
          kind: 'recheckRequest',
          title: `${title}复查申请`,
          closes: 'deadline',
          needs: 'anyone',
          within: recheck.within,
          terms: { subjects: there },
          tell: told(
            visit,
            failed.filter(({ subject }) => there.includes(subject)),
            { window: windowId(visit.id, 'recheckRequests') },
          ),
        },
      ];
    },
    rechecks: async (tx, visit) => {
      const { title, recheck } = visit.stage;
      const asking = (await answersTo(tx, visit, 'recheckRequests', 'recheckRequest')).map(({ subject }) => subject);
      if (!recheck) return [];
      return asked(
        tx,
        visit,
        { purpose: 'rechecks', title: `${title}复查`, ...recheck },
        await stillIn(tx, visit, asking),
      );
    },
  },
  async conclude(tx, visit) {
    const first = await answersTo(tx, visit, 'checks', 'check');
    const again = await answersTo(tx, visit, 'rechecks', 'check');
    const last = first.map((each) => again.find(({ subject }) => subject === each.subject) ?? each);
    const passed = last.filter(({ content }) => passes(visit, content)).map(({ subject }) => subject);
    const failed = last.map(({ subject }) => subject).filter((person) => !passed.includes(person));
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const there = await stillIn(tx, visit, lot.people);
        const on = there.filter((person) => passed.includes(person) || !visit.stage.eliminates);
        return apart(lot, [['passed', on]], 'unfilled');
      }),
    );
    const mark = (person: string): ComputedScore =>
      passed.includes(person) ? { published: '100.00', inFull: '100' } : { published: '0.00', inFull: '0' };
    return {
      parts: parts.flat(),
      finding: {
        max: 100,
        scores: Object.fromEntries(last.map(({ subject }) => [subject, mark(subject)])),
        failed,
      } satisfies CheckFinding,
      letters: told(visit, last),
    };
  },
};

async function asked(
  tx: Tx,
  visit: Visit<'check'>,
  { by, ...what }: Pick<Question, 'purpose' | 'title' | 'within'> & { by: string },
  subjects: readonly string[],
): Promise<Question[]> {
  if (subjects.length === 0) return [];
  const { items } = visit.stage;
  return [
    {
      ...what,
      kind: 'check',
      closes: 'complete',
      needs: 'any',
      holders: await panelOf(tx, visit, by),
      subjects,
      terms: items ? { checked: items } : {},
    },
  ];
}

/** One verdict, or enough of the items. */
function passes({ stage: { items = [], atLeast = items.length } }: Visit<'check'>, given: AnswerOf<'check'>): boolean {
  if ('answer' in given) return given.answer === 'passed';
  return Object.values(given.items).filter((each) => each === 'passed').length >= atLeast;
}

/** Everybody is told, who fails when a second check may be asked for. */
const told = (visit: Visit<'check'>, checks: readonly Answered<'check'>[], more: { window?: string } = {}) =>
  checks.map(({ subject, content }) => {
    const answer = passes(visit, content) ? 'passed' : 'failed';
    return {
      purpose: more.window === undefined ? `checked:${answer}` : 'checked',
      letter: 'checked' as const,
      to: [subject],
      terms: { answer, note: content.note, post: postOf(visit, subject), ...more },
    };
  });
