import { share, trimmedMean, turnout, type ComputedScore } from '../../domain/arithmetic';
import { whole } from '../../domain/walk';
import { ballotBox, type BallotBox } from '../../records/ballotBox';
import { everybody, stillIn } from '../../records/reading';
import { windowId } from '../../records/windows';
import type { StageWork } from './stageWork';

/** What a ballot finds: how many could vote and did, the tally of every person, the score it is worth, and the digest of the serials. */
export interface BallotFinding {
  readonly max: number;
  readonly entitled: number;
  readonly cast: number;
  readonly valid: boolean;
  readonly tallies: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly scores: Readonly<Record<string, ComputedScore>>;
  readonly serials: string;
}

export const collectiveBallot: StageWork<'collectiveBallot'> = {
  asks: {
    ballots: async (tx, visit) => {
      const { title, within, grades, electorate } = visit.stage;
      const subjects = await everybody(tx, visit);
      if (subjects.length === 0) return [];
      return [
        {
          purpose: 'ballots',
          kind: 'ballot',
          title,
          closes: 'deadline',
          needs: 'anyone',
          within,
          terms: { subjects, grades, electorate },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const { grades } = visit.stage;
    const box = await ballotBox(tx, windowId(visit.id, 'ballots'));
    const people = visit.lots.flatMap((lot) => lot.people);
    const floor = visit.stage.turnout;
    const valid = floor === undefined || turnout(box.entitled, box.cast, share(floor)).met;
    const tallies = Object.fromEntries(people.map((person) => [person, tallyOf(box, person)]));
    const scores = valid
      ? Object.fromEntries(
          people.flatMap((person) => pointsOf(tallies[person]!, grades).map((score) => [person, score])),
        )
      : {};
    const parts = await Promise.all(
      visit.lots.map(async (lot) =>
        whole(lot, valid ? 'valid' : 'turnoutNotMet', await stillIn(tx, visit, lot.people)),
      ),
    );
    const max = Math.max(...Object.values(grades));
    return {
      parts: parts.flat(),
      finding: {
        max,
        entitled: box.entitled,
        cast: box.cast,
        valid,
        tallies,
        scores,
        serials: box.serials,
      } satisfies BallotFinding,
    };
  },
};

function tallyOf({ choices }: BallotBox, person: string): Record<string, number> {
  const tally: Record<string, number> = {};
  for (const choice of choices) tally[choice[person]!] = (tally[choice[person]!] ?? 0) + 1;
  return tally;
}

/** The mean of the points of those who graded the person; abstentions count in nobody's favour and are left out. */
function pointsOf(tally: Readonly<Record<string, number>>, grades: Readonly<Record<string, number>>): ComputedScore[] {
  const points = Object.entries(grades).flatMap(([grade, worth]) =>
    Array<string>(tally[grade] ?? 0).fill(String(worth)),
  );
  const mean = trimmedMean(points, { high: 0, low: 0 });
  return mean.met ? [{ published: mean.published, inFull: mean.inFull }] : [];
}
