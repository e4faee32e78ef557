import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../../../bin/commands/check';
import { edit, SMALL } from './plans';

const root = join(__dirname, '../../..');
let folder: string;
let printed: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'));
  printed = '';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  }
});
afterEach(() => jest.restoreAllMocks());

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('a folder with a good plan', async () => {
  await file('plan.yaml', SMALL);
  expect(await check([folder])).toBe(0);
  expect(printed).toBe(`${folder}/plan.yaml：没有问题 / no problems\n`);
});

test('the plan of 篇4', async () => {
  expect(await check([join(root, 'plans/04-competitive-posts')])).toBe(0);
});

test('warnings only', async () => {
  const path = await file('a.yaml', edit(SMALL, ['basis: [appointmentRegulations2019]\n', '']));
  expect(await check([path])).toBe(0);
  expect(printed).toContain(`${path}:1:1 警告 没有写明依据（basis）`);
});

test('errors of several plans, with their places', async () => {
  const bad = await file('bad.yaml', edit(SMALL, ['period: {n: 5,', 'period: {n: 3,']));
  expect(await check([bad, join(folder, 'nowhere.yaml')])).toBe(2);
  expect(printed).toContain(`${bad}:45:13 错误 公示期 3 个工作日，少于《条例》第四十二条的五个工作日。 / A notice of`);
  expect(printed).toContain('找不到或无法读取');
});

test('JSON: an object for one plan, an array for several', async () => {
  const path = await file('a.yaml', SMALL);
  expect(await check([path, '--json'])).toBe(0);
  expect(JSON.parse(printed)).toEqual({ plan: path, ok: true, problems: [] });
  printed = '';
  expect(await check(['--json', path, 'nowhere'])).toBe(2);
  expect(JSON.parse(printed)).toMatchObject([
    { ok: true },
    { ok: false, problems: [{ code: 'noFile', line: 1, column: 1 }] },
  ]);
});

test.each([
  ['in GBK', Buffer.from([0x69, 0x64, 0x3a, 0x20, 0xd1, 0xa1, 0xcf, 0xcd]), 'UTF-8'],
  ['of 10 MB', Buffer.alloc(10 * 1024 * 1024, 'a'), '256 KiB'],
])('a file %s', async (_what, content, said) => {
  expect(await check([await file('x.yaml', content)])).toBe(2);
  expect(printed).toContain(said);
});

test('the schema, the usage, and an option that there is not', async () => {
  expect(await check(['--schema'])).toBe(0);
  expect(JSON.parse(printed)).toMatchObject({ type: 'object' });
  expect(await check(['--help'])).toBe(0);
  expect(await check([])).toBe(2);
  expect(await check(['--colour'])).toBe(2);
  expect(printed).toContain('用法');
});
