import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPlan, type Plan } from '../../domain/plan';
import { dataFolder } from '../dataFolder';
import { Hands } from '../rehearsal/hands';
import { invite, play, ScenarioFault } from '../rehearsal/play';
import { reportOn, type Report } from '../rehearsal/report';
import { castOf, readScenario, type Scenario } from '../rehearsal/scenario';
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
        const report = await rehearseOne(stage, plan, source, scenario, `rehearsal-${reports.length + 1}`);
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

export async function rehearseOne(
  stage: Stage,
  plan: Plan,
  source: string,
  scenario: Scenario,
  queue: string,
): Promise<Report> {
  const from = performance.now();
  const world = await buildWorld(stage, { starts: scenario.starts, queue });
  try {
    const campaigns: string[] = [];
    const hands = new Hands(() => world.url, world.keyring);
    const time = engineTime({ client: world.client, db: world.db, campaigns: () => campaigns });
    await invite(world.db, castOf(scenario));
    const campaign = await play({
      db: world.db,
      hands,
      time,
      plan,
      source,
      scenario,
      started: (id) => void campaigns.push(id),
    });
    const realSeconds = Math.round(performance.now() - from) / 1000;
    return await reportOn({
      db: world.db,
      hands,
      client: world.client,
      campaign,
      plan: plan.id,
      scenario,
      realSeconds,
    });
  } finally {
    await world.stop();
  }
}

async function asked(args: string[]): Promise<{ plan: Plan; source: string; scenarios: Scenario[]; json: boolean }> {
  const { values, positionals } = optionsOf(args);
  const [given] = positionals;
  if (given === undefined) throw new Unplayable(usage);
  const file = (await isFolder(given)) ? join(given, 'plan.yaml') : given;
  const source = await textOf(file);
  const read = readPlan(source);
  if (!('plan' in read))
    throw new Unplayable(read.problems.map(({ line, column, zh }) => `${file}:${line}:${column} ${zh}`).join('\n'));
  const files = values.scenario ? [values.scenario] : await scenariosBeside(file);
  if (files.length === 0)
    throw new Unplayable(`${dirname(file)}/scenarios 中没有脚本；请用 --scenario 指定，或用 --people N 生成人员\n`);
  return { plan: read.plan, source, json: values.json ?? false, scenarios: await Promise.all(files.map(readOne)) };
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

async function readOne(file: string): Promise<Scenario> {
  const read = readScenario(await textOf(file));
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

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new Unplayable(`找不到或无法读取 ${file} / cannot read ${file}\n`);
  }
}
