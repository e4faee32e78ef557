import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { abreast } from '../abreast';
import { dataFolder } from '../dataFolder';
import { askedFor, Unplayable, type Playable } from '../rehearsal/asked';
import { Hands } from '../rehearsal/hands';
import { invite, play } from '../rehearsal/play';
import { playThrough } from '../rehearsal/playThrough';
import { reportOn, type Report } from '../rehearsal/report';
import { castOf, ScenarioFault } from '../rehearsal/scenario';
import { story } from '../rehearsal/story';
import { engineTime } from '../rehearsal/virtualTime';
import { buildStage, buildWorld, type Stage } from '../rehearsal/world';

/** A rehearsal waits for its engine and its database about as long as it computes. */
const handsPerCore = 2;

/**
 * `xuanxian rehearse PLAN…`: exit 0 when every expectation held, 1 when one did not, 2 when a plan or a scenario is wrong. Several
 * scenarios are played side by side and told in their order; the first fault ends them all.
 */
export async function rehearse(args: string[]): Promise<number> {
  try {
    const { playables, json } = await askedFor(args);
    const stage = await buildStage({ cache: join(dataFolder(), 'engine') });
    try {
      const reports: Report[] = [];
      let told = 0;
      await abreast(
        [...playables.entries()],
        async ([index, playable]) => {
          reports[index] = await rehearseOne(stage, playable, `rehearsal-${index + 1}`).catch(faultIn(playable));
          for (let next = reports[told]; next && !json; next = reports[++told])
            process.stdout.write(story(playables[told]!.plan, next));
        },
        availableParallelism() * handsPerCore,
      );
      if (json) process.stdout.write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
      return reports.every(({ ok }) => ok) ? 0 : 1;
    } finally {
      await stage.stop();
    }
  } catch (error) {
    if (!(error instanceof Unplayable)) throw error;
    process.stderr.write(`${error.message.trimEnd()}\n`);
    return 2;
  }
}

const faultIn =
  ({ file = '' }: Playable) =>
  (error: unknown): never => {
    throw error instanceof ScenarioFault ? new Unplayable(`${file}:${error.line} ${error.zh}\n`) : error;
  };

/** Plays one scenario on a database, worker and API of its own; the time is that of the walk itself. */
export async function rehearseOne(stage: Stage, { plan, source, scenario }: Playable, queue: string): Promise<Report> {
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
