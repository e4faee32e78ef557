import { sql } from 'kysely';
import { json, type Tx } from './database';
import { canonical, digest, randomId } from './digest';

/** Everything that can stand in the process record (全程纪实): a closed set, said in Chinese where people read it. */
export const recordKinds = {
  campaignStarted: '启动',
  campaignSuspended: '中止',
  campaignResumed: '恢复',
  campaignCancelled: '取消',
  campaignEnded: '结束',
  amendmentProposed: '提出修订方案',
  planAmended: '修订方案',
  visitEntered: '进入环节',
  visitLeft: '环节结束',
  visitSuperseded: '环节作废',
  windowOpened: '开放',
  windowClosed: '截止',
  windowExtended: '延期',
  windowRecomputed: '重算期限',
  windowScheduled: '确定时间',
  poolChanged: '名册变动',
  applied: '报名',
  postChanged: '改报',
  withdrew: '退出',
  excluded: '取消资格',
  kinDeclared: '申报亲属关系',
  answered: '办理',
  revised: '改动',
  delegated: '委托',
  objected: '异议',
  correctionProposed: '提出更正',
  correctionSigned: '更正',
  sourceCorrected: '来源更正',
  entriesDiffered: '两次录入不一致',
  found: '认定',
  slipsIssued: '发放表决凭证',
} as const;
export type RecordKind = keyof typeof recordKinds;

export interface Entry {
  readonly campaign: string;
  readonly kind: RecordKind;
  readonly actor: string | null;
  readonly visit?: string | null;
  readonly subject?: string | null;
  /** Of an answer: the purpose of the window that took it. */
  readonly purpose?: string | null;
  readonly content: unknown;
}

/**
 * The link that each entry adds to the chain: when, where and what, and the commitment to everything else. No person is in it, so
 * that the chain can leave the house, and stays verifiable when somebody is erased.
 */
export const linkOf = (entry: {
  campaign_id: string;
  seq: number;
  kind: string;
  visit_id: string | null;
  at: string;
  commitment: string;
  previous: string;
}): string =>
  digest([entry.campaign_id, entry.seq, entry.kind, entry.visit_id, entry.at, entry.commitment, entry.previous]);

/** The salted commitment to who acted, about what, in which window, and the content: without the salt nobody can find it by guessing. */
export const commitmentOf = (
  salt: string,
  {
    actor,
    subject,
    purpose,
    content,
  }: { actor: string | null; subject: string | null; purpose: string | null; content: unknown },
): string => digest(salt + canonical({ actor, subject, purpose, content }));

export const chainStart = (campaign: string): string => digest(['xuanxian', campaign]);

/**
 * Appends entries to the campaign's chain, in the caller's transaction. Whoever holds a window's lock takes it before:
 * window, then chain.
 */
export async function append(tx: Tx, campaign: string, entries: readonly Omit<Entry, 'campaign'>[]): Promise<void> {
  if (entries.length === 0) return;
  const head = await headOf(tx, campaign);
  const { at } = head;
  let { seq, digest: previous } = head;
  const links = entries.map(({ kind, actor, visit = null, subject = null, purpose = null, content }) => {
    const salt = randomId();
    const commitment = commitmentOf(salt, { actor, subject, purpose, content });
    const link = {
      campaign_id: campaign,
      seq: ++seq,
      kind,
      actor,
      visit_id: visit,
      subject,
      purpose,
      at,
      commitment,
      previous,
    };
    previous = linkOf(link);
    return { row: { ...link, digest: previous }, secret: { campaign_id: campaign, seq, salt, content: json(content) } };
  });
  await tx
    .with('entry', (query) => query.insertInto('record_entry').values(links.map(({ row }) => row)))
    .insertInto('record_content')
    .values(links.map(({ secret }) => secret))
    .execute();
  held.get(tx)!.set(campaign, { at, seq, digest: previous });
}

interface Head {
  readonly seq: number;
  readonly digest: string;
  /** The instant at which the chain was locked: all that one transaction records happens then. */
  readonly at: string;
}

/** The chains that a transaction has locked: nobody else adds to them until it ends. */
const held = new WeakMap<Tx, Map<string, Head>>();

/** Locks the chain until the transaction ends; then its last link, which the next one joins, and the instant it is. */
export async function headOf(tx: Tx, campaign: string): Promise<Head> {
  const heads = held.get(tx) ?? new Map<string, Head>();
  held.set(tx, heads);
  const known = heads.get(campaign);
  if (known) return known;
  const { rows } = await sql<{ seq: number | null; digest: string | null; at: string }>`
    select at, seq, digest from hold_chain(${campaign})`.execute(tx);
  const { seq, digest: last, at } = rows[0]!;
  const head = { seq: seq ?? 0, digest: last ?? chainStart(campaign), at };
  heads.set(campaign, head);
  return head;
}
