import { ratersMean, type ComputedScore } from '../../domain/arithmetic';
import { sheetScore } from '../../domain/answers';
import type { StageOf } from '../../domain/plan';
import { whole } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { answersTo, everybody, panelOf, stillIn, type Answered } from '../../records/reading';
import type { Visit } from '../../records/visits';
import type { Question } from '../../records/windows';
import type { StageWork } from './stageWork';

/** What a scored stage finds: for each person the score, by groups of raters where there are any, and who was absent. */
export interface ScoreFinding {
  readonly max: number;
  readonly scores: Readonly<Record<string, ComputedScore>>;
  readonly absent: readonly string[];
  readonly groups?: Readonly<Record<string, Readonly<Record<string, ComputedScore>>>>;
}

interface Raters {
  /** None where a single panel scores. */
  readonly group?: string;
  readonly by: string;
  readonly weight: number;
  readonly trim?: { readonly high: number; readonly low: number } | undefined;
}

/** Who scores: one panel, or groups of raters. */
const ratersOf = ({ by, raters, trim }: StageOf<'scoredAssessment'>): readonly Raters[] =>
  raters
    ? Object.entries(raters).map(([group, each]) => ({ group, ...each }))
    : by === undefined
      ? []
      : [{ by, weight: 100, trim }];

const purposeOf = ({ group }: Raters): string => (group === undefined ? 'sheets' : `sheets:${group}`);

export const scoredAssessment: StageWork<'scoredAssessment'> = {
  asks: {
    sheets: async (tx, visit) => {
      const { title, max, elements, form } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      const asked: Question[] = [];
      for (const raters of ratersOf(visit.stage)) {
        // A written paper is marked once, by the marking group; else every judge signs a sheet of his own.
        const once = raters.group === undefined && form !== 'interview';
        const group = raters.group === undefined ? '' : `（${visit.plan.panels[raters.by]!.title}）`;
        asked.push({
          purpose: purposeOf(raters),
          kind: 'sheet',
          title: `${title}评分${group}`,
          closes: 'complete',
          needs: once ? 'any' : 'all',
          holders: await panelOf(tx, visit, raters.by),
          subjects,
          terms: { max, ...(elements && { elements }) },
        });
      }
      return asked;
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
    const { max, raters } = visit.stage;
    const given = await sheetsOf(tx, visit);
    const people = visit.lots.flatMap((lot) => lot.people);
    const results = people.map((person) => ({ person, mean: ratersMean(given.map((each) => each(person))) }));
    const met = results.flatMap(({ person, mean }) => (mean.met ? [{ person, mean }] : []));
    const scores = Object.fromEntries(
      met.map(({ person, mean: { published, inFull } }) => [person, { published, inFull }]),
    );
    const absent = people.filter((person) => !scores[person]);
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const scored = (await stillIn(tx, visit, lot.people)).filter((person) => scores[person]);
        return whole(lot, scored.length > 0 ? 'scored' : 'none', scored);
      }),
    );
    const groups = Object.fromEntries(met.map(({ person, mean }) => [person, mean.groups]));
    return {
      parts: parts.flat(),
      finding: { max, scores, absent, ...(raters && { groups }) } satisfies ScoreFinding,
      letters: Object.entries(scores).map(([person, { published }]) => ({
        purpose: `score:${published}`,
        letter: 'score' as const,
        to: [person],
        terms: { score: published, max },
      })),
    };
  },
};

/** What each group of raters gave a person. */
async function sheetsOf(tx: Tx, visit: Visit<'scoredAssessment'>) {
  const groups = ratersOf(visit.stage).map(async (raters) => {
    const sheets = await answersTo(tx, visit, purposeOf(raters), 'sheet');
    return (person: string) => ({
      id: raters.group ?? raters.by,
      weight: raters.weight,
      trim: raters.trim,
      scores: scoresOf(sheets, person),
    });
  });
  return Promise.all(groups);
}

const scoresOf = (sheets: readonly Answered<'sheet'>[], person: string): string[] =>
  sheets.flatMap(({ subject, content }) => (subject === person ? (sheetScore(content) ?? []) : []));
