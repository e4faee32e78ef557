import type { Tx } from './database';
import { panelOf } from './reading';
import { kinAmong } from './recusal';
import type { Visit } from './visits';

/**
 * The members of a panel who may handle a vote about these people: neither one of them nor declared kin of theirs (监票人不得是候选人或其
 * 近亲属).
 */
export async function officersFor(tx: Tx, visit: Visit, panel: string, about: readonly string[]): Promise<string[]> {
  const officers = await panelOf(tx, visit, panel);
  const kin = await kinAmong(tx, visit.campaign, officers, about);
  return officers.filter((officer) => !about.includes(officer) && !kin.has(officer));
}
