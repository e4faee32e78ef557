import { canonical, digest } from './digest';
import type { Tx } from './database';
import type { Roster } from './acts/campaign';
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

const standings: Readonly<Record<string, string>> = {
  campaignStarted: 'running',
  campaignResumed: 'running',
  campaignSuspended: 'suspended',
  campaignCancelled: 'cancelled',
  campaignEnded: 'ended',
};

/** The campaign stands where the record left it, under the plans and with the people that the record was told of. */
export async function verifyStanding(tx: Tx, campaign: string, entries: readonly FoundEntry[]): Promise<void> {
  const row = await tx
    .selectFrom('campaign')
    .select(['status', 'plan_version'])
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
  const last = entries.findLast(({ kind }) => standings[kind])!;
  if (standings[last.kind] !== row.status) throw new Break(nameOf(last), `状态是 ${row.status}`, standings[last.kind]);
  const plans = await tx
    .selectFrom('campaign_plan')
    .select(['version', 'source'])
    .where('campaign_id', '=', campaign)
    .orderBy('version')
    .execute();
  const amended = entries.filter(({ kind }) => kind === 'planAmended');
  if (plans.length !== amended.length + 1 || row.plan_version !== plans.length)
    throw new Break('方案', `有 ${plans.length} 版，现行第 ${row.plan_version} 版`, `${amended.length + 1} 版`);
  for (const [index, { version, source }] of plans.entries()) {
    const entry = index === 0 ? entries[0]! : amended[index - 1]!;
    const told = entry.opened?.content as { digest?: string; source?: string } | undefined;
    const should = told && (told.digest ?? digest(told.source ?? ''));
    if (should !== undefined && should !== digest(source))
      throw new Break(`方案第 ${version} 版`, `原文的摘要是 ${digest(source)}`, should);
  }
  await verifyRoster(tx, campaign, entries[0]!);
  await verifyParticipants(tx, campaign, entries);
}

async function verifyRoster(tx: Tx, campaign: string, started: FoundEntry): Promise<void> {
  const told = started.opened?.content as { roster: Roster } | undefined;
  if (!told) return;
  const members = await tx.selectFrom('panel_member').selectAll().where('campaign_id', '=', campaign).execute();
  const electors = await tx.selectFrom('elector').selectAll().where('campaign_id', '=', campaign).execute();
  const are = [
    ...members.map(({ panel, person_id }) => canonical([panel, person_id])),
    ...electors.map(({ electorate, class: group, person_id }) => canonical([electorate, group, person_id])),
  ].sort();
  const were = [
    ...Object.entries(told.roster.panels).flatMap(([panel, people]) => people.map((each) => canonical([panel, each]))),
    ...Object.entries(told.roster.electorates).flatMap(([electorate, classes]) =>
      Object.entries(classes).flatMap(([group, people]) => people.map((each) => canonical([electorate, group, each]))),
    ),
  ].sort();
  const odd = are.find((each) => !were.includes(each)) ?? were.find((each) => !are.includes(each));
  if (odd !== undefined || are.length !== were.length)
    throw new Break(nameOf(started), `名单与启动时不同：${odd ?? '有人重复'}`);
}

async function verifyParticipants(tx: Tx, campaign: string, entries: readonly FoundEntry[]): Promise<void> {
  const people = await tx.selectFrom('participant').selectAll().where('campaign_id', '=', campaign).execute();
  for (const { person_id, withdrawn_at, excluded_at, facts } of people) {
    const last = entries.findLast(
      ({ kind, actor }) => actor === person_id && ['applied', 'postChanged', 'withdrew'].includes(kind),
    );
    const where = `报名人 ${person_id}`;
    if (!last) throw new Break(where, '没有报名的记录');
    if ((withdrawn_at !== null) !== (last.kind === 'withdrew') || (withdrawn_at && withdrawn_at > last.at))
      throw new Break(where, `退出时间是 ${withdrawn_at ?? '无'}`, last.kind === 'withdrew' ? last.at : '无');
    if (excluded_at !== null) throw new Break(where, `排除时间是 ${excluded_at}`, '无');
    const application = entries.findLast(({ kind, actor }) => actor === person_id && kind === 'applied');
    const declared = application?.opened?.content as { facts: unknown } | undefined;
    if (declared && canonical(declared.facts) !== canonical(facts))
      throw new Break(where, '申报的情况与报名时不同', '报名时所申报的');
  }
  const gone = entries.find(
    ({ kind, actor }) => kind === 'applied' && !people.some(({ person_id }) => person_id === actor),
  );
  if (gone) throw new Break(nameOf(gone), `报名人 ${gone.actor} 已不在`);
}
