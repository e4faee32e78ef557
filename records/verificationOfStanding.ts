import type { Roster } from './acts/campaign';
import type { Tx } from './database';
import { canonical, digest } from './digest';
import { Break, nameOf, type FoundEntry } from './verification';

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
  if (entries[0]?.kind !== 'campaignStarted') throw new Break('全程纪实', '第一条不是启动', '启动');
  const last = entries.findLast(({ kind }) => standings[kind])!;
  if (last.kind === 'campaignEnded' && last !== entries.at(-1))
    throw new Break(nameOf(entries.at(-1)!), '记在结束之后');
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
    const entry = index === 0 ? entries[0] : proposalOf(entries, amended[index - 1]!);
    const told = entry?.opened?.content as { digest?: string; source?: string } | undefined;
    const should = told && (told.digest ?? digest(told.source ?? ''));
    if (should !== undefined && should !== digest(source))
      throw new Break(`方案第 ${version} 版`, `原文的摘要是 ${digest(source)}`, should);
  }
  await verifyRoster(tx, campaign, entries[0]);
  await verifyParticipants(tx, campaign, entries);
  await verifyKin(tx, campaign, entries);
}

/** The text of an amended plan is told where it was proposed; the approval names the proposal. */
const proposalOf = (entries: readonly FoundEntry[], { opened }: FoundEntry): FoundEntry | undefined => {
  const named = opened?.content as { amendment?: string } | undefined;
  const of = ({ opened: each }: FoundEntry) => (each?.content as { amendment?: string } | undefined)?.amendment;
  return entries.find((entry) => entry.kind === 'amendmentProposed' && of(entry) === named?.amendment);
};

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
    // Who did not apply came in by a stage that was left with them in it (邀请、提名、选举), or with an earlier campaign.
    if (!last && !entries.some((entry) => entry.kind === 'visitLeft' && leftWith(entry, person_id)))
      throw new Break(where, '没有报名的记录');
    const withdrew = last?.kind === 'withdrew' ? last.at : undefined;
    if ((withdrawn_at !== null) !== (withdrew !== undefined) || (withdrawn_at && withdrawn_at > withdrew!))
      throw new Break(where, `退出时间是 ${withdrawn_at ?? '无'}`, withdrew ?? '无');
    const excluded = entries.find(({ kind, subject }) => kind === 'excluded' && subject === person_id);
    if ((excluded_at !== null) !== (excluded !== undefined) || (excluded_at && excluded_at > excluded!.at))
      throw new Break(where, `取消资格的时间是 ${excluded_at ?? '无'}`, excluded?.at ?? '无');
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

/** Whether a visit was left with a person in one of its lots; of a redacted entry nobody can say. */
const leftWith = ({ opened }: FoundEntry, person: string): boolean =>
  opened === undefined ||
  (opened.content as readonly { people: readonly string[] }[]).some(({ people }) => people.includes(person));

/** Kin are those who were declared, and nobody else: who must withdraw follows from it. Of a redacted entry the relation is not known. */
async function verifyKin(tx: Tx, campaign: string, entries: readonly FoundEntry[]): Promise<void> {
  const kin = await tx.selectFrom('kinship').selectAll().where('campaign_id', '=', campaign).execute();
  const told = entries.filter(({ kind }) => kind === 'kinDeclared');
  const isOf = ({ actor, subject }: FoundEntry, row: (typeof kin)[number]) =>
    actor === row.person_id && subject === row.kin_id;
  for (const row of kin) {
    const where = `${row.person_id}与${row.kin_id}的亲属关系`;
    const entry = told.find((each) => isOf(each, row));
    if (!entry) throw new Break(where, '没有申报的记录');
    const { relation } = (entry.opened?.content ?? row) as { relation: string };
    if (relation !== row.relation) throw new Break(where, `现为${row.relation}`, relation);
    if (row.declared_at > entry.at) throw new Break(where, `申报时间是 ${row.declared_at}`, `不晚于 ${entry.at}`);
  }
  const gone = told.find((entry) => !kin.some((row) => isOf(entry, row)));
  if (gone) throw new Break(nameOf(gone), '所申报的亲属关系已不在');
}
