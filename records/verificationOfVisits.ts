import { canonical } from './digest';
import type { Tx } from './database';
import { Break, nameOf, type FoundEntry } from './verification';
import { findingsIn, type FoundVisit } from './verificationRows';

/** Every visit was entered, left and superseded as the record says, with the lots it says. */
export function verifyVisits(entries: readonly FoundEntry[], visits: readonly FoundVisit[]): void {
  const known = new Map(visits.map((visit) => [visit.id, visit]));
  const about = (visit: string, kind: string) =>
    entries.filter((entry) => entry.visit_id === visit && entry.kind === kind);
  for (const entry of entries.filter(({ kind }) => kind === 'visitEntered')) {
    const visit = known.get(entry.visit_id ?? '');
    if (!visit) throw new Break(nameOf(entry), `环节 ${entry.visit_id} 已不在`);
    if (visit.stage !== entry.subject) throw new Break(nameOf(entry), `环节现为 ${visit.stage}`, entry.subject ?? '');
    const { lots } = (entry.opened?.content ?? visit) as { lots: string[] };
    if (canonical([...lots].sort()) !== canonical(visit.lots))
      throw new Break(nameOf(entry), `进入环节的批次现为 ${visit.lots?.join(' ')}`, lots.join(' '));
  }
  for (const { id, stage, status, left_at } of visits) {
    const where = `环节 ${stage}（${id}）`;
    const [entered] = about(id, 'visitEntered');
    const [left] = about(id, 'visitLeft');
    if (!entered) throw new Break(where, '没有记入全程纪实');
    const superseded = about(id, 'visitSuperseded').length > 0;
    const should = superseded ? 'superseded' : left ? 'left' : 'open';
    // A correction makes a visit stale until it has been walked anew.
    if (status !== should && !(status === 'stale' && left && !superseded))
      throw new Break(where, `状态是 ${status}`, should);
    if ((left_at !== null) !== (left !== undefined) || (left && left_at! > left.at))
      throw new Break(where, `离开时间是 ${left_at ?? '无'}`, left ? `不晚于 ${left.at}` : '无');
  }
}

/** Findings say what the record was told, the latest standing. */
export async function verifyFindings(tx: Tx, campaign: string, entries: readonly FoundEntry[]): Promise<void> {
  const found = await findingsIn(tx, campaign);
  const told = entries.filter(({ kind }) => kind === 'found');
  for (const visit of new Set([...found, ...told].map(({ visit_id }) => visit_id))) {
    const rows = found.filter(({ visit_id }) => visit_id === visit);
    const its = told.filter(({ visit_id }) => visit_id === visit);
    const last = its.at(-1);
    if (!last) throw new Break(`环节 ${rows[0]!.stage} 的认定`, '没有记入全程纪实');
    if (rows.length !== its.length) throw new Break(nameOf(last), `认定现有 ${rows.length} 份`, `${its.length} 份`);
    if (rows.some(({ found_at }) => found_at > last.at)) throw new Break(nameOf(last), '认定的时间晚于纪实');
    const standing = rows.filter(({ replaced }) => !replaced);
    if (standing.length !== 1) throw new Break(nameOf(last), `现行认定有 ${standing.length} 份`, '1 份');
    const contents = rows.map(({ content }) => canonical(content));
    for (const entry of its)
      if (entry.opened && !contents.includes(canonical(entry.opened.content)))
        throw new Break(nameOf(entry), '认定与所记内容不符', canonical(entry.opened.content).slice(0, 200));
    if (last.opened && canonical(standing[0]!.content) !== canonical(last.opened.content))
      throw new Break(nameOf(last), '现行的不是最后一次认定', canonical(last.opened.content).slice(0, 200));
  }
}
