import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyCampaign, type Figures, type Keepsakes } from '../../activities/verification';
import type { Records } from '../../records/database';
import { Break } from '../../records/verification';
import { largestArchive, NotAnExport } from '../verification/archive';
import { verifyExport } from '../verification/file';
import { keptAnchors, type KeptAnchor } from '../verification/keptAnchors';
import { anchorKey, reachRecords, Unusable } from '../verification/reach';

const usage = `用法 / usage: xuanxian verify CAMPAIGN | --all | --file EXPORT.zip  [--key KEY.pem] [--anchors FILE]
  CAMPAIGN        一项工作的编号 / a campaign's id
  --all           全部工作 / every campaign
  --file          核验一份导出文件，不用数据库 / an export, without a database
  --key           签名的公钥；省略时用本机的（--file：用包内的） / the public key of the anchors
  --anchors       外存的签章：邮件或公示的文字，或其 JSON（只与一项工作或一份导出合用） / anchors kept outside
`;

interface Asked {
  readonly campaign: string | undefined;
  readonly all: boolean;
  readonly file: string | undefined;
  readonly key: string | undefined;
  readonly anchors: string | undefined;
}

/** `xuanxian verify`: exit 0 with one line of figures, 1 at the first break said in one line, 2 when it can't be asked so. */
export async function verify(args: string[]): Promise<number> {
  try {
    const asked = optionsOf(args);
    const outside = asked.anchors === undefined ? [] : kept(asked.anchors);
    const says = asked.file === undefined ? await inRecords(asked, outside) : inFile(asked.file, asked.key, outside);
    process.stdout.write(`${says}\n`);
    return 0;
  } catch (error) {
    const unusable = error instanceof Unusable || error instanceof NotAnExport;
    if (!(error instanceof Break) && !unusable) throw error;
    process.stderr.write(unusable ? `${error.message}\n` : `核验不通过：${error.message}\n`);
    return unusable ? 2 : 1;
  }
}

function optionsOf(args: string[]): Asked {
  const text = { type: 'string' } as const;
  try {
    const options = { all: { type: 'boolean', default: false }, file: text, key: text, anchors: text } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const { all, file, key, anchors } = values;
    const [campaign] = positionals;
    const one =
      [campaign !== undefined, all, file !== undefined].filter(Boolean).length === 1 && positionals.length < 2;
    if (one && !(all && anchors !== undefined)) return { campaign, all, file, key, anchors };
  } catch {
    // Said below.
  }
  throw new Unusable(usage);
}

async function inRecords({ campaign, key }: Asked, outside: readonly KeptAnchor[]): Promise<string> {
  const publicKey = anchorKey(key);
  if (!publicKey) throw new Unusable('不知道用哪把公钥验证签名：请以 --key 指定，或设置 XUANXIAN_ANCHOR_KEY_FILE');
  const reached = await reachRecords();
  try {
    const campaigns =
      campaign === undefined ? await everyCampaign(reached.db) : [await mustExist(reached.db, campaign)];
    const figures: Figures[] = [];
    for (const id of campaigns)
      figures.push(await verifyOne(reached.db, id, { publicKey, outside }, campaigns.length > 1));
    return lineOf(figures);
  } finally {
    await reached.stop();
  }
}

async function verifyOne(db: Records, id: string, keepsakes: Keepsakes, among: boolean): Promise<Figures> {
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => verifyCampaign(tx, id, keepsakes));
  } catch (error) {
    throw among && error instanceof Break ? new Break(`工作 ${id}`, error.message) : error;
  }
}

const everyCampaign = async (db: Records): Promise<string[]> =>
  (await db.selectFrom('campaign').select('id').orderBy('started_at').orderBy('id').execute()).map(({ id }) => id);

async function mustExist(db: Records, campaign: string): Promise<string> {
  const found = await db.selectFrom('campaign').select('id').where('id', '=', campaign).executeTakeFirst();
  if (!found) throw new Unusable(`没有这项工作：${campaign}`);
  return found.id;
}

function lineOf(all: readonly Figures[]): string {
  const sum = (name: keyof Figures) => all.reduce((total, figures) => total + figures[name], 0);
  const gone = sum('redacted') === 0 ? '' : `（其中 ${sum('redacted')} 条内容已遮蔽）`;
  return `核验通过：工作 ${all.length} 项，纪实 ${sum('entries')} 条${gone}，签名节点 ${sum('anchors')} 个，材料 ${sum('answers')} 份，表决票 ${sum('ballots')} 张，复算环节 ${sum('visits')} 个`;
}

function inFile(file: string, key: string | undefined, outside: readonly KeptAnchor[]): string {
  const given = key === undefined ? undefined : anchorKey(key);
  const found = verifyExport(bytesOf(file), { ...(given ? { key: given } : {}), outside });
  const whose = found.key === 'given' ? '所给的公钥' : '包内的公钥，请另行核对';
  return `核验通过：纪实 ${found.entries} 条，签名节点 ${found.anchors} 个（${whose}），评分表 ${found.sheets} 份，表决票 ${found.ballots} 张，复算环节 ${found.visits} 个`;
}

function bytesOf(file: string): Uint8Array {
  try {
    if (statSync(file).size > largestArchive) throw new NotAnExport(`${file} 过大，不予读取`);
    return readFileSync(file);
  } catch (error) {
    throw error instanceof NotAnExport ? error : new Unusable(`找不到或无法读取 ${file}`);
  }
}

function kept(file: string): KeptAnchor[] {
  const anchors = keptAnchors(Buffer.from(bytesOf(file)).toString('utf8'));
  if (anchors.length === 0) throw new Unusable(`${file} 中没有认出签章：每处应有纪实条数和 64 位的纪实摘要`);
  return anchors;
}
