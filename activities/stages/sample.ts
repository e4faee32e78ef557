import { drawSample, share, turnout } from '../../domain/arithmetic';
import { dateOf } from '../../domain/calendar';
import { testCondition } from '../../domain/eligibility';
import { whole, type Lot } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { publishedSeed } from '../../records/draws';
import { everybody, panelOf, stillIn } from '../../records/people';
import { findingOf } from '../../records/earlierStages';
import { termsOf } from '../../records/reading';
import { poolOf } from '../../records/pool';
import { reportedTo } from '../../records/tracks';
import type { Visit } from '../../records/visits';
import type { BallotFinding } from './collectiveBallot';
import type { StageWork } from './stageWork';

/** A sample of a post's people: among how many, on which grounds who is in it, who by lot, and what it was drawn with. */
interface Sampled {
  readonly population: number;
  readonly needed: number;
  readonly mandatory: Readonly<Record<string, readonly string[]>>;
  readonly byLot: readonly string[];
  readonly total: number;
  /** A percentage of the population. */
  readonly share: string;
}

export const sample: StageWork<'sample'> = {
  asks: {
    draw: async (tx, visit) => {
      if ((await everybody(tx, visit)).length === 0) return [];
      const { title, by } = visit.stage;
      return [
        {
          purpose: 'draw',
          kind: 'presence',
          title,
          closes: 'complete',
          needs: 'any',
          holders: await panelOf(tx, visit, by),
          terms: { seed: await publishedSeed(tx, visit) },
        },
      ];
    },
  },
  async conclude(tx, visit) {
    const { seed = '' } = await termsOf(tx, visit, 'draw');
    const { atLeast, mandatoryCounts } = visit.stage;
    const posts: Record<string, Sampled> = {};
    const parts = [];
    for (const lot of visit.lots) {
      const people = await stillIn(tx, visit, lot.people);
      const mandatory = await groundsIn(tx, visit, lot, people);
      const drawn = drawSample(`${seed} ${lot.post}`, people, Object.keys(mandatory), share(atLeast), mandatoryCounts);
      posts[lot.post] = {
        population: people.length,
        needed: drawn.needed,
        mandatory,
        byLot: drawn.byLot,
        total: drawn.all.length,
        share: turnout(people.length, drawn.all.length, share(atLeast)).percent,
      };
      parts.push(...whole(lot, drawn.all.length > 0 ? 'drawn' : 'none', drawn.all));
    }
    return { parts, finding: { seed, posts } };
  },
};

/** Who must be looked at, with every ground. */
async function groundsIn(
  tx: Tx,
  visit: Visit<'sample'>,
  { post }: Lot,
  people: readonly string[],
): Promise<Record<string, string[]>> {
  const pool = await poolOf(tx, visit);
  const grounds: Record<string, string[]> = {};
  for (const ground of visit.stage.mandatory) {
    let found: readonly string[];
    if ('ballot' in ground) {
      const ballot = await findingOf<BallotFinding & { voided: number }>(tx, visit, ground.ballot, post);
      const marked = (person: string) => ballot?.tallies[person]?.[ground.mark] ?? 0;
      const valid = ballot ? ballot.cast - ballot.voided : 0;
      found = people.filter((person) => turnout(valid, marked(person), share(ground.atLeast)).met);
    } else if ('reported' in ground) {
      found = await reportedTo(tx, visit, ground.reported);
    } else {
      const meets = (person: string) => {
        const verdict = testCondition(ground.when, pool[person] ?? {}, dateOf(visit.asOf));
        return 'met' in verdict && verdict.met;
      };
      found = people.filter(meets);
    }
    for (const person of people.filter((each) => found.includes(each))) (grounds[person] ??= []).push(ground.text);
  }
  return grounds;
}
