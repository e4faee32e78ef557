import { apart } from '../../domain/walk';
import { answersTo, everybody, panelOf, stillIn } from '../../records/reading';
import type { StageWork } from './stageWork';

export const appraisal: StageWork<'appraisal'> = {
  asks: {
    appraisalNotice: async (tx, visit) => {
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
      const reports = await answersTo(tx, visit, 'reports', 'report');
      if (reports.length === 0) return [];
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
