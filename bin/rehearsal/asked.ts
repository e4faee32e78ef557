import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readPlan, type Plan } from '../../domain/plan';
import { generatedScenario, type Generated } from './generated';
import { readScenario, type Scenario } from './scenario';

const usage = `用法 / usage: xuanxian rehearse PLAN… [--scenario FILE] [--people N] [--seed N] [--json]
`;

/** Something in the plan, the scenario or the command line that must be mended first; exit 2. */
export class Unplayable extends Error {}

/** One scenario to be played, with its plan. */
export interface Playable {
  readonly plan: Plan;
  readonly source: string;
  readonly scenario: Scenario | Generated;
  /** Where the scenario stands, for whoever has to mend it; none when the people were generated. */
  readonly file?: string;
}

/**
 * What the command line asks for: the scenarios of each plan, in the order given and the order of their names.
 * @throws Unplayable
 */
export async function askedFor(args: string[]): Promise<{ playables: readonly Playable[]; json: boolean }> {
  const { values, positionals } = optionsOf(args);
  if (positionals.length === 0) throw new Unplayable(usage);
  if (values.scenario !== undefined && positionals.length > 1)
    throw new Unplayable(`--scenario 只能同一个方案一起用 / --scenario goes with one plan\n${usage}`);
  const each = [];
  for (const given of positionals) each.push(await playablesOf(given, values));
  return { playables: each.flat(), json: values.json ?? false };
}

type Options = ReturnType<typeof optionsOf>['values'];

async function playablesOf(given: string, { scenario, people, seed = '1' }: Options): Promise<Playable[]> {
  const file = (await isFolder(given)) ? join(given, 'plan.yaml') : given;
  const source = await textOf(file);
  const read = readPlan(source);
  if (!('plan' in read))
    throw new Unplayable(read.problems.map(({ line, column, zh }) => `${file}:${line}:${column} ${zh}`).join('\n'));
  const { plan } = read;
  if (people !== undefined) {
    const made = { starts: dayAhead, seed: count('seed', seed, 2 ** 31) };
    const generated = generatedScenario(plan, count('people', people, 5000), made);
    return [{ plan, source, scenario: { ...generated, others: await plansBeside(file) } }];
  }
  const files = scenario === undefined ? await scenariosBeside(file) : [scenario];
  if (files.length === 0)
    throw new Unplayable(`${dirname(file)}/scenarios 中没有脚本；请用 --scenario 指定，或用 --people N 生成人员\n`);
  return Promise.all(files.map(async (each) => ({ plan, source, scenario: await readOne(each), file: each })));
}

function optionsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        scenario: { type: 'string' },
        people: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Unplayable(`${(error as Error).message}\n${usage}`);
  }
}

/** Generated people start on a Monday whose year is announced, so that every run gives the same dates. */
const dayAhead = '2026-03-02T09:00:00+08:00';

function count(option: string, text: string, most: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new Unplayable(`--${option} 应为 1 至 ${most} 的整数 / --${option} takes a whole number from 1 to ${most}\n`);
}

async function readOne(file: string): Promise<Scenario> {
  const read = readScenario(await textOf(file), dirname(dirname(resolve(file))));
  if ('problems' in read)
    throw new Unplayable(read.problems.map(({ line, zh, en }) => `${file}:${line} ${zh} / ${en}`).join('\n'));
  return read;
}

const isFolder = async (path: string) => (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

async function scenariosBeside(plan: string): Promise<string[]> {
  const folder = join(dirname(plan), 'scenarios');
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, name));
}

/** The other plans of the folder, of which this one may start campaigns. */
async function plansBeside(plan: string): Promise<string[]> {
  const names = await readdir(dirname(plan));
  const others = names.filter((name) => name.endsWith('.yaml') && name !== basename(plan)).sort();
  const texts = await Promise.all(others.map((name) => textOf(join(dirname(plan), name))));
  return texts.filter((text) => 'plan' in readPlan(text));
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Unplayable(`找不到或无法读取 ${file} / cannot read ${file}\n`);
  }
}
