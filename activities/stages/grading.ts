import { gradesOf, share } from '../../domain/arithmetic';
import { dateOf } from '../../domain/calendar';
import { postOf } from '../../domain/walk';
import { everybody, stillIn } from '../../records/people';
import { scoresFrom } from './scores';
import type { StageWork } from './stageWork';

/** Everybody's grade, with the score that it goes by. */
export interface GradingFinding {
  readonly grades: Readonly<Record<string, string>>;
  readonly scores: Readonly<Record<string, { readonly published: string }>>;
}

export const grading: StageWork<'grading'> = {
  asks: {},
  async conclude(tx, visit) {
    const { from, bands, caps, unfit = [], consequences, keep } = visit.stage;
    const scores: Record<string, { published: string }> = {};
    for (const { post, people } of visit.lots) {
      const { of } = await scoresFrom(tx, visit, from, post);
      for (const person of await stillIn(tx, visit, people)) {
        const score = of(person);
        if (score) scores[person] = { published: score.published };
      }
    }
    const grades = gradesOf(
      Object.entries(scores).map(([id, { published }]) => ({ id, score: published })),
      bands,
      Object.fromEntries(Object.entries(caps).map(([grade, cap]) => [grade, share(cap)])),
    );
    const graded = (await everybody(tx, visit)).filter((person) => grades[person] !== undefined);
    const parts = visit.lots.flatMap(({ id, people, vacancies }) => {
      const here = people.filter((person) => graded.includes(person));
      const out = here.filter((person) => unfit.includes(grades[person]!));
      const rest = here.filter((person) => !out.includes(person));
      // Those who are fit go on competing for every seat; who is unfit takes along a seat that none of them needs.
      const taken = Math.min(out.length, Math.max(0, vacancies - rest.length));
      const left = vacancies - taken;
      return [
        ...(out.length > 0 ? [{ lot: id, outcome: 'unfit', vacancies: taken, people: out }] : []),
        ...(rest.length > 0 ? [{ lot: id, outcome: 'graded', vacancies: left, people: rest }] : []),
        ...(rest.length === 0 && (left > 0 || out.length === 0)
          ? [{ lot: id, outcome: 'none', vacancies: left, people: [] }]
          : []),
      ];
    });
    const year = Number(dateOf(visit.asOf).slice(0, 4)) - (keep?.year === 'last' ? 1 : 0);
    return {
      parts,
      finding: { grades, scores } satisfies GradingFinding,
      ...(keep && {
        facts: graded.map((person) => ({ person, key: keep.fact, value: [{ year, grade: grades[person]! }] })),
      }),
      letters: graded.map((person) => ({
        purpose: `grade:${grades[person]}`,
        letter: 'grade' as const,
        to: [person],
        terms: {
          grade: grades[person]!,
          score: scores[person]!.published,
          consequences: consequences[grades[person]!] ?? [],
          post: postOf(visit, person),
        },
      })),
    };
  },
};
