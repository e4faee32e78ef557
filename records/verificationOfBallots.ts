import { ballotBox } from './ballotBox';
import type { Tx } from './database';
import { Break, type FoundEntry } from './verification';
import { findingsIn } from './verificationRows';

/**
 * Of every ballot: as many slips as the record says; in each class a ballot or an unspent credential for each slip that was
 * exchanged; and the box as it was found. Who chose what is in no row, so nothing here looks for it. Returns the ballots counted.
 */
export async function verifyBallots(tx: Tx, campaign: string, entries: readonly FoundEntry[]): Promise<number> {
  const windows = await tx
    .selectFrom('window')
    .select(['id', 'visit_id', 'title', 'closed_at'])
    .where('campaign_id', '=', campaign)
    .where('kind', '=', 'ballot')
    .execute();
  const findings = await findingsIn(tx, campaign);
  let counted = 0;
  for (const { id, visit_id, title, closed_at } of windows) {
    const where = `“${title}”的表决票`;
    const issued = entries.find(({ kind, subject }) => kind === 'slipsIssued' && subject === id);
    const slips = await tx.selectFrom('entitlement').selectAll().where('window_id', '=', id).execute();
    const told = (issued?.opened?.content as { issued: number } | undefined)?.issued ?? (issued ? slips.length : 0);
    if (slips.length !== told) throw new Break(where, `发放的凭证有 ${slips.length} 份`, told.toString());
    const [ballots, unspent] = await Promise.all([
      tx.selectFrom('ballot').select('class').where('window_id', '=', id).execute(),
      tx.selectFrom('credential').select('class').where('window_id', '=', id).execute(),
    ]);
    for (const group of new Set([...slips, ...ballots, ...unspent].map((each) => each.class))) {
      const exchanged = slips.filter((slip) => slip.class === group && slip.redeemed).length;
      const there = [...ballots, ...unspent].filter((each) => each.class === group).length;
      if (there !== exchanged) throw new Break(`${where}（${group}）`, `票与未用凭证共 ${there} 份`, `${exchanged} 份`);
    }
    counted += ballots.length;
    const found = findings.find((finding) => finding.visit_id === visit_id && !finding.replaced)?.content;
    if (!closed_at || !found) continue;
    const { serials, cast, entitled } = found as { serials: string; cast: number; entitled: number };
    const box = await ballotBox(tx, id);
    if (box.cast !== cast || box.entitled !== entitled)
      throw new Break(where, `${box.entitled} 人应投、${box.cast} 票`, `${entitled} 人应投、${cast} 票`);
    if (box.serials !== serials) throw new Break(where, `票号的摘要是 ${box.serials}`, serials);
  }
  return counted;
}
