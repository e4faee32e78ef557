import { apart, type Lot } from '../../domain/walk';
import { offspringOf, resultsOf } from '../../records/offspring';
import { panelOf } from '../../records/people';
import type { StageWork } from './stageWork';

/** What a campaign of its own came to: which one it was, and whom it brought, by post. */
export interface SubcampaignFinding {
  readonly campaign: string | null;
  readonly people: Readonly<Record<string, readonly string[]>>;
}

export const subcampaign: StageWork<'subcampaign'> = {
  asks: {
    start: async (tx, visit) => [
      {
        purpose: 'start',
        kind: 'campaignStart',
        title: `${visit.stage.title}：启动`,
        closes: 'complete',
        needs: 'any',
        holders: await panelOf(tx, visit, visit.stage.by),
        terms: { plan: visit.stage.plan },
      },
    ],
    outcome: async (tx, visit) => {
      const started = await offspringOf(tx, visit);
      if (!started || started.over) return [];
      const { title } = visit.stage;
      return [{ purpose: 'outcome', kind: 'term', title: `${title}：等候结果`, closes: 'act', needs: 'anyone' }];
    },
  },
  async conclude(tx, visit) {
    const started = await offspringOf(tx, visit);
    const brought = started ? await resultsOf(tx, started.id) : {};
    // A plan of one post may call it by another name.
    const [only, ...more] = Object.keys(brought);
    const peopleOf = ({ post, vacancies }: Lot): readonly string[] =>
      (brought[post] ?? (more.length === 0 && visit.lots.length === 1 ? brought[only ?? ''] : undefined) ?? []).slice(
        0,
        vacancies,
      );
    const found = visit.lots.map((lot) => ({ lot, people: peopleOf(lot) }));
    return {
      parts: found.flatMap(({ lot, people }) => apart(lot, [['filled', people]], 'none')),
      finding: {
        campaign: started?.id ?? null,
        people: Object.fromEntries(found.map(({ lot, people }) => [lot.post, people])),
      } satisfies SubcampaignFinding,
      entering: found.flatMap(({ people }) => people),
    };
  },
};
