import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sha256 } from '../verification/archive';
import { exportOf } from '../verification/exported';
import { anchorKey, reachRecords, Unusable } from '../verification/reach';

const usage = `用法 / usage: xuanxian export CAMPAIGN -o FILE.zip [--key KEY.pem]
`;

/** `xuanxian export CAMPAIGN -o FILE.zip`: what an outsider needs to work everything out again. Exit 2 when it can't be asked so. */
export async function exportCampaign(args: string[]): Promise<number> {
  try {
    const { campaign, file, key } = optionsOf(args);
    const publicKey = anchorKey(key);
    const reached = await reachRecords();
    try {
      if (!(await reached.db.selectFrom('campaign').select('id').where('id', '=', campaign).executeTakeFirst()))
        throw new Unusable(`没有这项工作：${campaign}`);
      const bytes = await reached.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((tx) => exportOf(tx, campaign, publicKey));
      write(file, bytes);
      process.stdout.write(
        `已导出 ${file}（${bytes.length} 字节，SHA-256 ${sha256(bytes)}）；核验：xuanxian verify --file ${file}\n`,
      );
      return 0;
    } finally {
      await reached.stop();
    }
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function optionsOf(args: string[]): { campaign: string; file: string; key: string | undefined } {
  try {
    const options = { output: { type: 'string', short: 'o' }, key: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [campaign, ...rest] = positionals;
    if (campaign !== undefined && rest.length === 0 && values.output !== undefined)
      return { campaign, file: values.output, key: values.key };
  } catch {
    // Said below.
  }
  throw new Unusable(usage);
}

function write(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw new Unusable(`写不进 ${file}：${(error as Error).message}`);
  }
}
