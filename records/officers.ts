import type { Tx } from './database';
import { panelOf } from './people';
import { kinAmong } from './recusal';
import type { Visit } from './visits';

/**
 * The members of a panel who may handle a vote about these people: neither one of them nor declared kin of theirs (监票人不得是候选人或其
 * 近亲属). Where fewer are left than are needed, whoever started the campaign stands in, and may delegate.
 */
export async function officersFor(
  tx: Tx,
  visit: Visit,
  panel: string,
  about: readonly string[],
  needed = 1,
): Promise<string[]> {
  const officers = await panelOf(tx, visit, panel);
  const kin = await kinAmong(tx, visit.campaign, officers, about);
  const free = officers.filter((officer) => !about.includes(officer) && !kin.has(officer));
  if (free.length >= needed) return free;
  const { started_by } = await tx
    .selectFrom('campaign')
    .select('started_by')
    .where('id', '=', visit.campaign)
    .executeTakeFirstOrThrow();
  return [...new Set([...free, started_by])];
}
