import { trimmedMean, type ComputedScore } from '../../domain/arithmetic';
import { whole } from '../../domain/walk';
import { answersTo, everybody, panelOf, stillIn, type Answered } from '../../records/reading';
import type { Question } from '../../records/windows';
import type { StageWork } from './stageWork';

/** What a scored stage finds: for each person the score with its sheets, and who was absent. */
export interface ScoreFinding {
  readonly max: number;
  readonly scores: Readonly<Record<string, ComputedScore>>;
  readonly absent: readonly string[];
}

export const scoredAssessment: StageWork<'scoredAssessment'> = {
  asks: {
    sheets: async (tx, visit) => {
      const { title, by, max, form } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      // A written paper is marked once, by the marking group; in an interview every judge signs a sheet of his own.
      const needs = form === 'interview' ? 'all' : 'any';
      return [
        {
          purpose: 'sheets',
          kind: 'sheet',
          title: `${title}评分`,
          closes: 'complete',
          needs,
          holders: await panelOf(tx, visit, by),
          subjects,
          terms: { max },
        },
      ];
    },
    presence: async (tx, visit): Promise<Question[]> => {
      const { title, supervisor } = visit.stage;
      if (!supervisor) return [];
      return [
        {
          purpose: 'presence',
          kind: 'presence',
          title: `${title}监督签字`,
          closes: 'complete',
          needs: 'any',
          holders: await panelOf(tx, visit, supervisor),
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const { max, trim = { high: 0, low: 0 } } = visit.stage;
    const sheets = await answersTo(tx, visit, 'sheets', 'sheet');
    const results = visit.lots
      .flatMap(({ people }) => people)
      .map((person) => ({ person, score: scoreOf(sheets, person, trim) }));
    const scores = Object.fromEntries(results.flatMap(({ person, score }) => (score ? [[person, score]] : [])));
    const absent = results.filter(({ score }) => !score).map(({ person }) => person);
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const scored = (await stillIn(tx, visit, lot.people)).filter((person) => scores[person]);
        return whole(lot, scored.length > 0 ? 'scored' : 'none', scored);
      }),
    );
    return {
      parts: parts.flat(),
      finding: { max, scores, absent } satisfies ScoreFinding,
      letters: Object.entries(scores).map(([person, { published }]) => ({
        purpose: `score:${published}`,
        letter: 'score' as const,
        to: [person],
        terms: { score: published, max },
      })),
    };
  },
};

/** The mean of the sheets without the highest and the lowest that the plan drops; nothing when too few judges gave a score. */
export function scoreOf(
  sheets: readonly Answered<'sheet'>[],
  person: string,
  trim: { high: number; low: number },
): ComputedScore | undefined {
  const given = sheets
    .filter(({ subject }) => subject === person)
    .flatMap(({ content }) => ('score' in content ? [content.score] : []));
  const mean = trimmedMean(given, trim);
  return mean.met ? { published: mean.published, inFull: mean.inFull } : undefined;
}
