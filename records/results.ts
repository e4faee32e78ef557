import { sql } from 'kysely';
import type { Tx } from './database';

/** Whether a person has been appointed: has left an appointment stage as `appointed`. */
export async function isAppointed(tx: Tx, campaign: string, person: string): Promise<boolean> {
  const row = await appointments(tx, campaign)
    .where(sql<boolean>`${person} = any(people)`)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether anybody of a post has been appointed: then only a new procedure can change it. */
export async function hasAppointed(tx: Tx, campaign: string, post: string): Promise<boolean> {
  return (await appointments(tx, campaign).where('post', '=', post).executeTakeFirst()) !== undefined;
}

const appointments = (tx: Tx, campaign: string) =>
  tx
    .selectFrom('lot')
    .select('id')
    .where('campaign_id', '=', campaign)
    .where('superseded', '=', false)
    .where('outcome', '=', 'appointed');
