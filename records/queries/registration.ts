import { appliesTo, describeCondition, factsNeeded, factsRequired } from '../../domain/eligibility';
import type { Actor } from '../actor';
import type { Records, Tx } from '../database';
import { planOf } from '../position';
import { Refusal } from '../refusal';
import { campaignOpenTo } from './sight';

/** The latest window of a kind in a campaign to which the actor belongs or may register. @throws Refusal `notFound` */
export async function windowOpenTo(
  db: Records | Tx,
  actor: Actor,
  campaign: string,
  kind: 'application' | 'recheckRequest',
) {
  const { id } = await campaignOpenTo(db, actor, campaign);
  const windows = await db
    .selectFrom('window')
    .select(['id', 'title', 'terms', 'due_at as dueAt', 'provisional', 'closed_at as closedAt'])
    .where('campaign_id', '=', id)
    .where('kind', '=', kind)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .execute();
  // A person who was refused asks where their own refusal may be reviewed.
  const window =
    kind === 'recheckRequest' ? windows.find(({ terms }) => terms.subjects?.includes(actor.id)) : windows[0];
  if (!window)
    throw new Refusal(
      'notFound',
      kind === 'application'
        ? { zh: '还没有开始报名', en: 'Registration has not begun' }
        : { zh: '没有可以申请复核的结果', en: 'There is nothing to review' },
    );
  return window;
}

/** What registration asks for: posts with their conditions, ways to register, and the facts that the conditions need. */
export async function registrationOf(db: Records, actor: Actor, campaign: string) {
  const { terms, ...window } = await windowOpenTo(db, actor, campaign, 'application');
  const { plan_version, title } = await campaignOpenTo(db, actor, campaign);
  const plan = await planOf(db as unknown as Tx, campaign, plan_version);
  return {
    campaign: { id: campaign, title },
    window,
    posts: plan.posts
      .filter(({ id }) => terms.posts?.includes(id) ?? true)
      .map((post) => {
        const conditions = plan.conditions.filter((condition) => appliesTo(condition, post.id));
        return {
          ...post,
          conditions: conditions.map(describeCondition),
          facts: factsNeeded(conditions),
          required: factsRequired(conditions),
        };
      }),
    channels: terms.channels ?? [],
  };
}
