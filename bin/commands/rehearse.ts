import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readPlan, type Plan } from '../../domain/plan';
import { dataFolder } from '../dataFolder';
import { Hands } from '../rehearsal/hands';
import { generatedScenario, type Generated } from '../rehearsal/generated';
import { invite, play } from '../rehearsal/play';
import { playThrough } from '../rehearsal/playThrough';
import { reportOn, type Report } from '../rehearsal/report';
import { castOf, readScenario, ScenarioFault, type Scenario } from '../rehearsal/scenario';
import { story } from '../rehearsal/story';
import { engineTime } from '../rehearsal/virtualTime';
import { buildStage, buildWorld, type Stage } from '../rehearsal/world';

const usage = `用法 / usage: xuanxian rehearse PLAN [--scenario FILE] [--people N] [--seed N] [--json]
`;

/** Something in the plan, the scenario or the command line that must be mended first; exit 2. */
class Unplayable extends Error {}

/** `xuanxian rehearse PLAN`: exit 0 when every expectation held, 1 when one did not, 2 when plan or scenario is wrong. */
export async function rehearse(args: string[]): Promise<number> {
  try {
    const { plan, source, scenarios, json } = await asked(args);
    const stage = await buildStage({ cache: join(dataFolder(), 'engine') });
    try {
      const reports: Report[] = [];
      for (const scenario of scenarios) {
        const report = await rehearseOne(stage, { plan, source }, scenario, `rehearsal-${reports.length + 1}`);
        reports.push(report);
        if (!json) process.stdout.write(story(plan, report));
      }
      if (json) process.stdout.write(`${JSON.stringify(scenarios.length === 1 ? reports[0] : reports, null, 2)}\n`);
      return reports.every(({ ok }) => ok) ? 0 : 1;
    } finally {
      await stage.stop();
    }
  } catch (error) {
    if (!(error instanceof Unplayable) && !(error instanceof ScenarioFault)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

/** Plays one scenario on a database, worker and API of its own; the time is that of the walk itself. */
export async function rehearseOne(
  stage: Stage,
  { plan, source }: Published,
  scenario: Playable,
  queue: string,
): Promise<Report> {
  const world = await buildWorld(stage, { starts: scenario.starts, queue });
  try {
    const { db, client } = world;
    const hands = new Hands(() => world.url, world.keyring);
    const time = engineTime({ client, db, busy: world.busy });
    await invite(db, castOf(scenario));
    const game = { db, hands, time, plan, source };
    const from = performance.now();
    const campaign =
      'applicants' in scenario ? await playThrough({ ...game, scenario }) : await play({ ...game, scenario });
    const realSeconds = Math.round(performance.now() - from) / 1000;
    return await reportOn({ db, hands, client, campaign, plan: plan.id, scenario, realSeconds });
  } finally {
    await world.stop();
  }
}

interface Published {
  readonly plan: Plan;
  readonly source: string;
}
type Playable = Scenario | Generated;

async function asked(args: string[]): Promise<{ plan: Plan; source: string; scenarios: Playable[]; json: boolean }> {
  const { values, positionals } = optionsOf(args);
  const [given] = positionals;
  if (given === undefined) throw new Unplayable(usage);
  const file = (await isFolder(given)) ? join(given, 'plan.yaml') : given;
  const source = await textOf(file);
  const read = readPlan(source);
  if (!('plan' in read))
    throw new Unplayable(read.problems.map(({ line, column, zh }) => `${file}:${line}:${column} ${zh}`).join('\n'));
  const json = values.json ?? false;
  if (values.people !== undefined) {
    const people = count('people', values.people, 5000);
    const seed = count('seed', values.seed ?? '1', 2 ** 31);
    const others = await plansBeside(file);
    return {
      plan: read.plan,
      source,
      json,
      scenarios: [{ ...generatedScenario(read.plan, people, { starts: dayAhead, seed }), others }],
    };
  }
  const files = values.scenario ? [values.scenario] : await scenariosBeside(file);
  if (files.length === 0)
    throw new Unplayable(`${dirname(file)}/scenarios 中没有脚本；请用 --scenario 指定，或用 --people N 生成人员\n`);
  return { plan: read.plan, source, json, scenarios: await Promise.all(files.map(readOne)) };
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
