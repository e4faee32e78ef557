import { createPublicKey, type KeyObject } from 'node:crypto';
import { RuleError } from '../../domain/arithmetic';
import { readPlan, type Plan } from '../../domain/plan';
import { Break, verifyAnchors, verifyChain, verifyPrefix } from '../../records/verification';
import { unpack, type Files } from './archive';
import { readDocuments } from './documents';
import { workOutAgain } from './recomputed';

export interface FileFigures {
  readonly entries: number;
  readonly anchors: number;
  readonly key: 'given' | 'inside';
  readonly sheets: number;
  readonly ballots: number;
  readonly visits: number;
}

/**
 * Verifies an export from what is in it, with the rules alone.
 *
 * @throws {Break} at the first break, {NotAnExport} when the bytes are something else
 */
export function verifyExport(
  bytes: Uint8Array,
  { key, outside = [] }: { key?: KeyObject; outside?: readonly { seq: number; head: string }[] } = {},
): FileFigures {
  const files = unpack(bytes);
  const documents = readDocuments(files);
  const { id } = documents['campaign.json'];
  const entries = documents['record.json'].map((entry) => ({
    ...entry,
    campaign_id: id,
    purpose: null,
  }));
  verifyChain(id, entries);
  for (const anchor of outside) verifyPrefix(entries, anchor);
  verifyAnchors(id, entries, documents['anchors.json'], key ?? keyIn(files));
  return {
    entries: entries.length,
    anchors: documents['anchors.json'].length,
    key: key ? 'given' : 'inside',
    sheets: documents['sheets.json'].length,
    ballots: documents['ballots.json'].reduce((total, { ballots }) => total + ballots.length, 0),
    visits: numbersOf(() => workOutAgain(documents, plansIn(files))),
  };
}

/** A number that is none, or votes that do not add up, are a break too. */
function numbersOf(work: () => number): number {
  try {
    return work();
  } catch (error) {
    if (error instanceof RuleError) throw new Break('复算', `有算不通的数：${error.message}`);
    if (error instanceof TypeError) throw new Break('复算', '认定的内容不完整');
    throw error;
  }
}

function keyIn(files: Files): KeyObject {
  try {
    return createPublicKey(files['public-key.pem'] ?? '');
  } catch {
    throw new Break('public-key.pem', '包里没有可用的公钥，请以 --key 指定');
  }
}

function plansIn(files: Files): (version: number) => Plan {
  const read = new Map<number, Plan>();
  return (version) => {
    const known = read.get(version) ?? planOf(files[`plans/${version}.yaml`], version);
    read.set(version, known);
    return known;
  };
}

function planOf(source: string | undefined, version: number): Plan {
  const read = source === undefined ? undefined : readPlan(source);
  if (read && 'plan' in read) return read.plan;
  throw new Break(`plans/${version}.yaml`, read ? '方案读不出来' : '包里没有这版方案');
}
