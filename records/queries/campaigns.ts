import type { Actor } from '../actor';
import type { Records } from '../database';
import { pageOf, type Page, type Stretch } from './page';

export type CampaignStatus = 'running' | 'suspended' | 'cancelled' | 'ended';

export interface CampaignSummary {
  readonly id: string;
  readonly title: string;
  readonly status: CampaignStatus;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

/** The campaigns of the actor's department, the latest first. */
export async function listCampaigns(
  db: Records,
  actor: Actor,
  { limit, after, status }: Stretch<readonly [startedAt: string, id: string]> & { status?: CampaignStatus | undefined },
): Promise<Page<CampaignSummary, readonly [string, string]>> {
  const rows = await db
    .selectFrom('campaign')
    .select(['id', 'title', 'status', 'started_at as startedAt', 'ended_at as endedAt'])
    .where('department_id', '=', actor.department)
    .$if(status !== undefined, (query) => query.where('status', '=', status!))
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([eb('started_at', '<', after![0]), eb.and([eb('started_at', '=', after![0]), eb('id', '>', after![1])])]),
      ),
    )
    .orderBy('started_at', 'desc')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, ({ startedAt, id }) => [startedAt, id] as const);
}
