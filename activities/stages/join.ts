import { joined, passedStrands, peopleIn, postsIn, type Part } from '../../domain/walk';
import { wayOf } from '../../records/earlierStages';
import { stillIn } from '../../records/people';
import type { StageWork } from './stageWork';

/** What a join finds for each post: who has passed each strand, and who goes on. */
interface JoinFinding {
  readonly posts: Readonly<
    Record<
      string,
      { readonly strands: Readonly<Record<string, readonly string[]>>; readonly passed: readonly string[] }
    >
  >;
}

export const join: StageWork<'join'> = {
  asks: {},
  async conclude(tx, visit) {
    const { strands, counts } = visit.stage;
    const ways = await wayOf(tx, visit);
    const parts: Part[] = [];
    const posts: Record<string, JoinFinding['posts'][string]> = {};
    for (const post of postsIn(visit.lots)) {
      const lots = visit.lots.filter((lot) => lot.post === post);
      const still = await stillIn(tx, visit, peopleIn(lots).sort());
      const passing = Object.entries(strands).map(([name, outcomes]) => {
        const passes = ({ stage, outcome }: { stage: string; outcome: string }) =>
          Object.entries(outcomes).some(([each, words]) => each === stage && words.includes(outcome));
        const through = lots.filter(({ id }) => passes(ways[id]!));
        return [name, still.filter((person) => through.some(({ people }) => people.includes(person)))] as const;
      });
      const its = Object.fromEntries(passing);
      const passed = passedStrands(its, counts);
      posts[post] = { strands: its, passed };
      parts.push(...joined(lots, passed));
    }
    return { parts, finding: { posts } satisfies JoinFinding };
  },
};
