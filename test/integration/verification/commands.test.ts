import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportCampaign } from '../../../bin/commands/export';
import { verify } from '../../../bin/commands/verify';
import { scriptCalled } from '../../fixtures/scripts';
import { played, type Played } from './played';

let carried: Played;
let folder: string;
let said = '';
const place = (name: string) => join(folder, name);

beforeAll(async () => {
  carried = await played(scriptCalled('skeleton'));
  folder = mkdtempSync(join(tmpdir(), 'xuanxian-verify-'));
  process.env['DATABASE_URL'] = carried.url;
  process.env['XUANXIAN_DATA'] = place('none');
  writeFileSync(place('key.pem'), carried.publicKey.export({ type: 'spki', format: 'pem' }));
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => Boolean((said += String(text))));
});
afterAll(async () => {
  jest.restoreAllMocks();
  delete process.env['DATABASE_URL'];
  delete process.env['XUANXIAN_DATA'];
  rmSync(folder, { recursive: true });
  await carried.stop();
});
beforeEach(() => void (said = ''));

const key = () => ['--key', place('key.pem')];

it('verifies a campaign, or all, and says one line of figures', async () => {
  expect(await verify([carried.campaign, ...key()])).toBe(0);
  expect(said).toMatch(/^核验通过：工作 1 项，纪实 \d+ 条，签名节点 5 个.*\n$/);
  expect(await verify(['--all', ...key()])).toBe(0);
});

it('holds the chain to anchors that were kept outside', async () => {
  const { seq, head } = await carried.db
    .selectFrom('anchor')
    .select(['seq', 'head'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  writeFileSync(place('kept.txt'), `纪实条数：${seq}\n纪实摘要：${head}\n`);
  expect(await verify([carried.campaign, ...key(), '--anchors', place('kept.txt')])).toBe(0);
  writeFileSync(place('other.txt'), `纪实条数：${seq}\n纪实摘要：${'0'.repeat(64)}\n`);
  expect(await verify([carried.campaign, ...key(), '--anchors', place('other.txt')])).toBe(1);
  expect(said.split('\n').at(-2)).toMatch(/^核验不通过：外存的第 \d+ 条处的签名节点：/);
});

it('exports, and verifies the file with nothing else', async () => {
  expect(await exportCampaign([carried.campaign, '-o', place('out.zip'), ...key()])).toBe(0);
  delete process.env['DATABASE_URL'];
  expect(await verify(['--file', place('out.zip')])).toBe(0);
  expect(said).toContain('包内的公钥');
  const damaged = readFileSync(place('out.zip'));
  writeFileSync(place('damaged.zip'), damaged.subarray(10));
  expect(await verify(['--file', place('damaged.zip')])).toBe(2);
  process.env['DATABASE_URL'] = carried.url;
});

it.each([
  ['nothing', []],
  ['two things', ['one', '--all']],
  ['an unknown option', ['--al']],
  ['a campaign that is not there', ['nobody', '--key', 'KEY']],
  ['no key', ['--all']],
  ['a file that is not there', ['--file', 'nowhere.zip']],
])('answers 2 to %s', async (_what, args) => {
  expect(await verify(args.map((each) => (each === 'KEY' ? place('key.pem') : each)))).toBe(2);
  expect(said).not.toBe('');
});
