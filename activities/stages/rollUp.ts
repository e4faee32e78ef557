import { rollUp as rolledUp, weightedSum, type ComputedScore } from '../../domain/arithmetic';
import { peopleIn, whole } from '../../domain/walk';
import type { Tx } from '../../records/database';
import { answeringFor, itself, stillIn } from '../../records/people';
import type { Visit } from '../../records/visits';
import { scoresFrom } from './scores';
import type { StageWork } from './stageWork';

/** What the items came to, up their tree, and everybody who answers for some of them. */
export interface RollUpFinding {
  readonly max: number;
  readonly tree: Readonly<Record<string, ComputedScore>>;
  /** Of the items and people that are here. */
  readonly scores: Readonly<Record<string, ComputedScore>>;
}

export const rollUp: StageWork<'rollUp'> = {
  asks: {},
  async conclude(tx, visit) {
    const { plan, stage, lots } = visit;
    const items = lots.filter((lot) => itself(visit, lot)).map(({ post }) => post);
    const leaves = await Promise.all(items.map(async (item) => [item, await scoreOf(tx, visit, item)] as const));
    const answering = await Promise.all(
      items.map(async (item) => [item, await answeringFor(tx, visit, item)] as const),
    );
    const { tree, people } = rolledUp(
      [...plan.groups, ...plan.posts.filter(({ itself }) => itself)],
      Object.fromEntries(leaves),
      Object.fromEntries(answering),
      stage.cooperating,
    );
    const parts = await Promise.all(
      lots.map(async (lot) => {
        if (itself(visit, lot)) return whole(lot, 'counted');
        const scored = (await stillIn(tx, visit, lot.people)).filter((person) => people[person]);
        return whole(lot, scored.length > 0 ? 'scored' : 'none', scored);
      }),
    );
    const here = peopleIn(lots);
    return {
      parts: parts.flat(),
      finding: {
        max: 100,
        tree,
        scores: { ...of(items, tree), ...of(here, people) },
      } satisfies RollUpFinding,
    };
  },
};

const of = (those: readonly string[], scores: Readonly<Record<string, ComputedScore>>) =>
  Object.fromEntries(Object.entries(scores).filter(([id]) => those.includes(id)));

/** An item's score: those of the stages that count, by their weights; one that it was absent from counts nothing. */
async function scoreOf(tx: Tx, visit: Visit<'rollUp'>, item: string): Promise<string> {
  const parts = await Promise.all(
    Object.entries(visit.stage.weights).map(async ([id, weight]) => {
      const { maximum, of } = await scoresFrom(tx, visit, id, item);
      return { id, weight, maximum, score: of(item)?.inFull ?? '0' };
    }),
  );
  const sum = weightedSum(parts, 'percent');
  if (!sum.met) throw new Error(`stage ${visit.stage.id}: ${sum.fault}`);
  return sum.inFull;
}
