import { compose } from './composite';
import { keptBy } from './keptScore';
import type { Ranked, RankingFinding } from './ranked';
import { replace } from './replacement';
import type { StageWork } from './stageWork';

export const ranking: StageWork<'ranking'> = {
  asks: {},
  async conclude(tx, visit) {
    const { stage } = visit;
    const results: Ranked[] = [];
    for (const lot of visit.lots)
      results.push(
        stage.form === 'replacement'
          ? await replace(tx, visit, stage, lot, results)
          : await compose(tx, visit, stage, lot),
      );
    const posts = Object.fromEntries(results.map(({ lot, found }) => [lot.post, found]));
    const composites = Object.fromEntries(
      results.flatMap(({ found }) => found.ranking.map(({ person, inFull: score }) => [person, { inFull: score }])),
    );
    const facts = await keptBy(tx, visit, stage.form === 'composite' ? stage.keep : undefined, composites, 100);
    return {
      parts: results.flatMap(({ parts }) => parts),
      finding: { posts } satisfies RankingFinding,
      ...(facts && { facts }),
      letters: results.flatMap(({ lot, found }) =>
        found.taken.length > 0
          ? [
              {
                purpose: `shortlisted:${stage.id}`,
                letter: 'shortlisted' as const,
                to: found.taken,
                terms: { post: lot.post, stage: stage.title },
              },
            ]
          : [],
      ),
    };
  },
};
