import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xuanxian } from './command';

const folder = 'plans/04-competitive-posts';

interface Report {
  readonly ok: boolean;
  readonly virtualFrom: string;
  readonly virtualTo: string;
  readonly realSeconds: number;
  readonly expectations: readonly { text: string; held: boolean; found?: unknown }[];
  readonly posts: readonly {
    id: string;
    seats: readonly { result: string; person: string | null; path: string[] }[];
  }[];
  readonly engine: { runs: number; historyEvents: number; historyBytes: number; longestRunEvents: number };
  readonly record: { entries: number; head: string };
}

it('the plan of 篇4 is clean', async () => {
  expect(await xuanxian(['check', folder])).toMatchObject({ code: 0 });
});

it('篇4 comes to what was worked out by hand', async () => {
  const { code, out, err } = await xuanxian([
    ...['rehearse', folder, '--json'],
    ...['--scenario', `${folder}/scenarios/main.yaml`],
  ]);
  expect(err).toBe('');
  const { ok, expectations, virtualFrom, virtualTo, record, engine } = JSON.parse(out) as Report;
  expect(expectations.filter(({ held }) => !held)).toEqual([]);
  expect([ok, expectations.length > 10]).toEqual([true, true]);
  expect(Date.parse(virtualTo) - Date.parse(virtualFrom)).toBeGreaterThan(365 * 86_400_000);
  expect(record.head).toMatch(/^[0-9a-f]{64}$/);
  expect(engine.longestRunEvents).toBeLessThan(4096);
  expect(code).toBe(0);
});

it('a person reads it as a dated story in Chinese', async () => {
  const { code, out, err } = await xuanxian(['rehearse', 'test/plans/skeleton']);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('2026年3月2日');
  expect(out).toContain('副科长：任职（王五）');
});

it('an expectation that does not hold is exit 1, a wrong scenario exit 2 with its line', async () => {
  const place = mkdtempSync(join(tmpdir(), 'scenario-'));
  const wrong = join(place, 'wrong.yaml');
  writeFileSync(wrong, 'title: 错\nstarts: 2026-03-02T09:00:00+08:00\npeople: []\nacts:\n  - {does: fly}\n');
  const faulty = await xuanxian(['rehearse', 'test/plans/skeleton', '--scenario', wrong]);
  expect(faulty).toMatchObject({ code: 2 });
  expect(faulty.err).toContain(`${wrong}:5`);

  const failing = join(place, 'failing.yaml');
  writeFileSync(
    failing,
    `title: 无人报名
starts: 2026-03-02T09:00:00+08:00
people:
  - {name: 张科员, in: [office]}
  - {name: 李组长, in: [leaders]}
acts:
  - {during: approval, who: 李组长, does: answer, with: {answer: refused, note: 无人报名}}
expect:
  - {text: 有人任职, seats: {post: [{result: appointed}]}}
`,
  );
  const failed = await xuanxian(['rehearse', 'test/plans/skeleton', '--scenario', failing]);
  expect(failed).toMatchObject({ code: 1 });
  expect(failed.out).toContain('✗ 有人任职');
});
