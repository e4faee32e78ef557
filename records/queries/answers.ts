import type { Actor } from '../actor';
import type { Records } from '../database';
import { Refusal } from '../refusal';
import { namesOf } from './names';
import { campaignInSight } from './sight';

/**
 * The answers to a closed window, corrected ones included. Nobody reads along while others still judge; objections are read
 * by the discipline supervisor only, ballots by nobody.
 */
export async function answersIn(db: Records, actor: Actor, campaign: string, id: string) {
  const { whole } = await campaignInSight(db, actor, campaign);
  const window = await db
    .selectFrom('window')
    .select(['id', 'kind', 'title', 'closed_at'])
    .where('id', '=', id)
    .where('campaign_id', '=', campaign)
    .executeTakeFirst();
  const readable =
    window &&
    whole &&
    window.closed_at !== null &&
    window.kind !== 'ballot' &&
    (window.kind !== 'objection' || actor.roles.includes('discipline'));
  if (!readable)
    throw new Refusal('notFound', {
      zh: '没有可以查看的办理结果；未截止的不能查看',
      en: 'There is nothing to read here, or it is still open',
    });
  const rows = await db
    .selectFrom('answer')
    .select(['id', 'person_id', 'subject', 'content', 'answered_at as at', 'replaces', 'replaced'])
    .where('window_id', '=', id)
    .orderBy('answered_at')
    .orderBy('id')
    .execute();
  const nameOf = await namesOf(
    db,
    rows.flatMap(({ person_id, subject }) => [person_id, subject].filter((each): each is string => !!each)),
  );
  return {
    kind: window.kind,
    title: window.title,
    answers: rows.map(({ person_id, subject, ...row }) => ({
      ...row,
      by: person_id === null ? null : nameOf(person_id),
      subject: subject ? nameOf(subject) : null,
    })),
  };
}
