import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { JWK } from 'jose';
import { dataFolder } from '../dataFolder';
import { demonstration } from '../demonstration';
import { createKeyring } from '../keyring';

/** `xuanxian token --as NAME`: a token of a demonstration person; only of the embedded default, whose keys it uses. */
export async function token(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { as: { type: 'string' } } });
  const file = join(dataFolder(), 'keys', 'token.jwk');
  const people = demonstration().people.map(({ name }) => name);
  const fault = !existsSync(file)
    ? '这里还没有启动过：请先运行 npm start'
    : values.as === undefined
      ? '请写明是谁：xuanxian token --as 姓名'
      : people.includes(values.as)
        ? undefined
        : `没有这位演示人员：${values.as}。可用：${people.slice(0, 40).join('、')}……`;
  if (fault) {
    process.stderr.write(`${fault}\n`);
    return 2;
  }
  const keyring = await createKeyring(JSON.parse(readFileSync(file, 'utf8')) as JWK);
  process.stdout.write(`${await keyring.tokenFor(values.as!)}\n`);
  return 0;
}
