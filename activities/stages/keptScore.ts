import { exact, inFull, rounded, type ComputedScore } from '../../domain/arithmetic';
import type { StageOf } from '../../domain/plan';
import { whole } from '../../domain/walk';
import { deadlineOf, knownCalendar } from '../../records/calendar';
import type { Tx } from '../../records/database';
import { keptFactsOf, type KeptFact } from '../../records/keptFacts';
import { everybody, stillIn } from '../../records/people';
import type { Visit } from '../../records/visits';
import type { StageWork } from './stageWork';

/** A score as it is kept for other campaigns: exact, with its full mark and where it was made. */
interface Kept {
  readonly score: string;
  readonly max: number;
  readonly campaign: string;
}

/** Everybody's score out of 100, the campaign in which it was made, and who has none. */
export interface KeptScoreFinding {
  readonly max: 100;
  readonly scores: Readonly<Record<string, ComputedScore>>;
  readonly from: Readonly<Record<string, string>>;
  readonly absent: readonly string[];
}

const keyOf = (exam: string): string => `exam:${exam}`;

/** What a stage keeps of its scores, where the plan says so. */
export async function keptBy(
  tx: Tx,
  visit: Visit,
  keep: StageOf<'scoredAssessment'>['keep'],
  scores: Readonly<Record<string, { readonly inFull: string }>>,
  max: number,
): Promise<KeptFact[] | undefined> {
  if (!keep) return undefined;
  const until = deadlineOf(await knownCalendar(tx), { n: keep.months, unit: 'month' }, visit.asOf).due_at;
  return Object.entries(scores).map(([person, score]) => ({
    person,
    key: keyOf(keep.exam),
    value: { score: score.inFull, max, campaign: visit.campaign } satisfies Kept,
    until,
  }));
}

export const keptScore: StageWork<'keptScore'> = {
  asks: {},
  async conclude(tx, visit) {
    const people = await everybody(tx, visit);
    const known = await keptFactsOf(tx, visit, people);
    const kept = people.flatMap((person) => {
      const value = known[person]?.[keyOf(visit.stage.exam)] as Kept | undefined;
      return value ? [{ person, ...value }] : [];
    });
    const scores = Object.fromEntries(
      kept.map(({ person, score, max }): [string, ComputedScore] => {
        const outOf100 = exact(score).mul(100).div(exact(max));
        return [person, { published: rounded(outOf100), inFull: inFull(outOf100) }];
      }),
    );
    const parts = await Promise.all(
      visit.lots.map(async (lot) => {
        const scored = (await stillIn(tx, visit, lot.people)).filter((person) => scores[person]);
        return whole(lot, scored.length > 0 ? 'scored' : 'none', scored);
      }),
    );
    return {
      parts: parts.flat(),
      finding: {
        max: 100,
        scores,
        from: Object.fromEntries(kept.map(({ person, campaign }) => [person, campaign])),
        absent: people.filter((person) => !scores[person]),
      } satisfies KeptScoreFinding,
      letters: Object.entries(scores).map(([person, { published }]) => ({
        purpose: `score:${published}`,
        letter: 'score' as const,
        to: [person],
        terms: { score: published, max: 100 },
      })),
    };
  },
};
