import type { KeyObject } from 'node:crypto';
import { anchorHolds } from './anchors';
import { chainStart, commitmentOf, linkOf, recordKinds } from './process-record';

/** The first place where what is there and what was promised part; the message is one line, for people. */
export class Break extends Error {
  override readonly name = 'Break';
  constructor(where: string, what: string, should?: string) {
    super(`${where}：${what}${should === undefined ? '' : `；应为 ${should}`}`.replaceAll(/\s*\n\s*/g, ' '));
  }
}

/** An entry as it is found. */
export interface FoundEntry extends Readonly<Parameters<typeof linkOf>[0]> {
  readonly digest: string;
  readonly actor: string | null;
  readonly subject: string | null;
  readonly purpose: string | null;
  /** Absent when it was redacted, or when it never left the house. */
  readonly opened?: { readonly salt: string; readonly content: unknown };
}

export interface FoundAnchor {
  readonly visit_id: string;
  readonly seq: number;
  readonly head: string;
  readonly signature: string;
  readonly signed_at: string;
}

const titles: Readonly<Record<string, string>> = recordKinds;
export const nameOf = ({ seq, kind, at }: Pick<FoundEntry, 'seq' | 'kind' | 'at'>): string =>
  `纪实第 ${seq} 条（${titles[kind] ?? kind}，${at}）`;

/** The chain's links and, where the content is there, its commitments. Returns how many contents are not. */
export function verifyChain(campaign: string, entries: readonly FoundEntry[]): { redacted: number } {
  if (entries.length === 0) throw new Break('全程纪实', '没有一条记录', '至少有启动一条');
  let previous = chainStart(campaign);
  for (const [index, entry] of entries.entries()) {
    if (entry.seq !== index + 1) throw new Break('全程纪实', `第 ${index + 1} 条缺失，接着的是第 ${entry.seq} 条`);
    const where = nameOf(entry);
    if (entry.previous !== previous) throw new Break(where, `所记前一条的摘要是 ${entry.previous}`, previous);
    if (entry.opened) {
      const committed = commitmentOf(entry.opened.salt, { ...entry, content: entry.opened.content });
      if (committed !== entry.commitment)
        throw new Break(where, `内容与所记的承诺不符，承诺为 ${entry.commitment}`, committed);
    }
    const link = linkOf({ ...entry, campaign_id: campaign });
    if (link !== entry.digest) throw new Break(where, `摘要是 ${entry.digest}`, link);
    previous = entry.digest;
  }
  return { redacted: entries.filter(({ opened }) => !opened).length };
}

/** Each anchor is signed with the key and is a prefix of the chain; every stage that was left has one, in the chain's order. */
export function verifyAnchors(
  campaign: string,
  entries: readonly FoundEntry[],
  anchors: readonly FoundAnchor[],
  publicKey: KeyObject,
): void {
  const ordered = [...anchors].sort((a, b) => a.seq - b.seq);
  for (const [index, anchor] of ordered.entries()) {
    const where = `第 ${anchor.seq} 条处的签名节点`;
    if (!anchorHolds(publicKey, { campaign_id: campaign, ...anchor }, anchor.signature))
      throw new Break(where, '签名不成立', '用公布的公钥可以验证的签名');
    verifyPrefix(entries, anchor, where);
    const entry = entries[anchor.seq - 1]!;
    const before = ordered[index - 1];
    const earliest = before && before.signed_at > entry.at ? before.signed_at : entry.at;
    if (Date.parse(anchor.signed_at) < Date.parse(earliest))
      throw new Break(where, `签名时间为 ${anchor.signed_at}`, `不早于 ${earliest}`);
  }
  const left = entries.find(
    ({ kind, visit_id }) => kind === 'visitLeft' && !anchors.some((anchor) => anchor.visit_id === visit_id),
  );
  if (left) throw new Break(nameOf(left), '这一环节没有签名节点', '环节结束时各有一个');
}

/** An anchor kept outside, on a printed notice or in the supervisor's mail: what no one who holds the database can take back. */
export function verifyPrefix(
  entries: readonly FoundEntry[],
  { seq, head }: { readonly seq: number; readonly head: string },
  where = `外存的第 ${seq} 条处的签名节点`,
): void {
  const entry = entries[seq - 1];
  if (!entry) throw new Break(where, `全程纪实只有 ${entries.length} 条`, `至少 ${seq} 条`);
  if (entry.digest !== head) throw new Break(where, `全程纪实第 ${seq} 条的摘要是 ${entry.digest}`, head);
}
