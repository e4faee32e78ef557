import { apart, whole } from '../../domain/walk';
import { answersTo } from '../../records/reading';
import { everybody, panelOf, stillIn } from '../../records/people';
import type { StageOf } from '../../domain/plan';
import type { Tx } from '../../records/database';
import type { Visit } from '../../records/visits';
import type { Question } from '../../records/windows';
import type { StageWork } from './stageWork';

export const appraisal: StageWork<'appraisal'> = {
  asks: {
    appraisalNotice: async (tx, visit) => {
      if (visit.stage.form === 'comparative') return [];
      const { title, notice } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (!notice || subjects.length === 0) return [];
      return [
        {
          purpose: 'appraisalNotice',
          kind: 'term',
          title: `${title}预告`,
          closes: 'deadline',
          needs: 'anyone',
          within: notice,
          terms: { subjects },
          tell: [{ purpose: 'appraisal', letter: 'appraisal', to: subjects }],
        },
      ];
    },
    reports: async (tx, visit) => {
      if (visit.stage.form === 'comparative') return comparisons(tx, visit, visit.stage);
      const { title, by, within, sections, dimensions, fourMusts } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      const terms = { sections: sections ?? [], dimensions: dimensions ?? [], fourMusts };
      return [
        {
          purpose: 'reports',
          kind: 'report',
          title: `${title}材料`,
          closes: 'complete',
          needs: 'any',
          within,
          holders: await panelOf(tx, visit, by),
          subjects,
          terms,
        },
      ];
    },
    signatures: async (tx, visit) => {
      if ((await answersTo(tx, visit, 'reports', 'report')).length === 0) return [];
      const { title, by, within } = visit.stage;
      return [
        {
          purpose: 'signatures',
          kind: 'signature',
          title: `${title}材料署名`,
          closes: 'complete',
          needs: 'all',
          within,
          holders: await panelOf(tx, visit, by),
        },
      ];
    },
  },
  async conclude(tx, visit) {
    if (visit.stage.form === 'comparative') return compared(tx, visit);
    const reports = await answersTo(tx, visit, 'reports', 'report');
    const suitable = reports.filter(({ content }) => content.suitable).map(({ subject }) => subject);
    const parts = await Promise.all(
      visit.lots.map(async (lot) =>
        apart(
          lot,
          [['suitable', (await stillIn(tx, visit, lot.people)).filter((person) => suitable.includes(person))]],
          'unfilled',
        ),
      ),
    );
    return { parts: parts.flat(), finding: { suitable } };
  },
};

/** One comparison a post, of the people who are still in (单项和综合分析比较). */
async function comparisons(
  tx: Tx,
  visit: Visit<'appraisal'>,
  { title, by, sections, within }: Extract<StageOf<'appraisal'>, { form: 'comparative' }>,
): Promise<Question[]> {
  const people = await everybody(tx, visit);
  const its = visit.lots.map((lot) => [lot.post, lot.people.filter((person) => people.includes(person))] as const);
  const peopleOf = Object.fromEntries(its.filter(([, there]) => there.length > 0));
  if (Object.keys(peopleOf).length === 0) return [];
  return [
    {
      purpose: 'reports',
      kind: 'comparison',
      title,
      closes: 'complete',
      needs: 'any',
      within,
      holders: await panelOf(tx, visit, by),
      subjects: Object.keys(peopleOf),
      terms: { sections, peopleOf },
    },
  ];
}

/** The order that the team proposes for each post; it binds nobody, and goes with the people to the decision. */
async function compared(tx: Tx, visit: Visit<'appraisal'>) {
  const comparisons = await answersTo(tx, visit, 'reports', 'comparison');
  const parts = await Promise.all(
    visit.lots.map(async (lot) => whole(lot, 'proposed', await stillIn(tx, visit, lot.people))),
  );
  const proposed = Object.fromEntries(comparisons.map(({ subject, content }) => [subject, content.order]));
  return { parts: parts.flat(), finding: { proposed } };
}
