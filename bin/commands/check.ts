import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LARGEST_PLAN, planJsonSchema, readPlan, type Problem } from '../../domain/plan';

const USAGE = `用法 / usage: xuanxian check PLAN… [--json]
  PLAN      方案文件，或含有 plan.yaml 的文件夹 / a file, or a folder with plan.yaml
  --json    以 JSON 输出 / print JSON
  --schema  输出方案的 JSON Schema，供编辑器补全 / print the JSON Schema of plans, for editors
`;

interface Report {
  readonly plan: string;
  readonly ok: boolean;
  readonly problems: readonly Problem[];
}

/** `xuanxian check PLAN…`: problems with line and column. Exit 0 when clean or with warnings only, 2 with errors or wrong usage. */
export async function check(args: string[]): Promise<number> {
  const asked = options(args);
  if (!asked || asked.help) {
    (asked ? process.stdout : process.stderr).write(USAGE);
    return asked ? 0 : 2;
  }
  if (asked.schema) {
    process.stdout.write(`${JSON.stringify(planJsonSchema(), null, 2)}\n`);
    return 0;
  }
  const reports = await Promise.all(asked.plans.map(reportOn));
  if (asked.json) process.stdout.write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
  else for (const report of reports) process.stdout.write(story(report));
  return reports.every(({ ok }) => ok) ? 0 : 2;
}

function options(args: string[]): { plans: string[]; json: boolean; schema: boolean; help: boolean } | undefined {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: flag, schema: flag, help: { ...flag, short: 'h' } },
    });
    return positionals.length > 0 || values.schema || values.help ? { plans: positionals, ...values } : undefined;
  } catch {
    return undefined;
  }
}

async function reportOn(given: string): Promise<Report> {
  const plan = (await isFolder(given)) ? join(given, 'plan.yaml') : given;
  const text = await textOf(plan);
  if (typeof text !== 'string') return { plan, ok: false, problems: [text] };
  const read = readPlan(text);
  return 'plan' in read ? { plan, ok: true, problems: read.warnings } : { plan, ok: false, problems: read.problems };
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

// No more is read of a file than shows that it is too large.
async function textOf(path: string): Promise<string | Problem> {
  let bytes: Buffer;
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(LARGEST_PLAN + 1), position: 0 });
    bytes = buffer.subarray(0, bytesRead);
  } catch {
    return unreadable(
      'noFile',
      `找不到或无法读取 ${path}；请检查路径。`,
      `${path} is not there or cannot be read; check the path.`,
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: bytes.length <= LARGEST_PLAN }).decode(bytes);
  } catch {
    return unreadable('notUtf8', '文件不是 UTF-8 编码；请另存为 UTF-8。', 'The file is not UTF-8; save it as UTF-8.');
  }
}

const unreadable = (code: 'noFile' | 'notUtf8', zh: string, en: string): Problem => ({
  severity: 'error',
  code,
  line: 1,
  column: 1,
  path: '',
  zh,
  en,
});

const SEVERITY = { error: '错误', warning: '警告' } as const;

function story({ plan, ok, problems }: Report): string {
  const lines = problems.map(
    ({ line, column, severity, zh, en }) => `${plan}:${line}:${column} ${SEVERITY[severity]} ${zh} / ${en}`,
  );
  const warnings =
    problems.length === 0
      ? '没有问题 / no problems'
      : `可用，${problems.length} 条警告 / good, ${problems.length} warnings`;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return [...lines, `${plan}：${ok ? warnings : `${errors} 个错误 / ${errors} errors`}`, ''].join('\n');
}
