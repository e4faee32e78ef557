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
import { buildStage, buildWorld, type World } from '../rehearsal/world';

/** A rehearsal waits for its engine and its database now and then: one more than there are cores. */
const hands = availableParallelism() + 1;

/**
 * `xuanxian rehearse PLAN…`: exit 0 when every expectation held, 1 when one did not, 2 when a plan or a scenario is wrong. Several
 * scenarios are played side by side and told in their order; the first fault ends them all.
 */
export async function rehearse(args: string[]): Promise<number> {
  try {
    const { playables, json } = await askedFor(args);
    const stage = await buildStage({ cache: join(dataFolder(), 'engine') });
    const [worlds, free]: [World[], World[]] = [[], []];
    try {
      const reports: Report[] = [];
      let told = 0;
      await abreast(
        [...playables.entries()],
        async ([index, playable]) => {
          const { starts } = playable.scenario;
          let world = free.pop();
          if (world) await world.anew(starts);
          else worlds.push((world = await buildWorld(stage, { starts, queue: `rehearsal-${index + 1}` })));
          reports[index] = await rehearseOne(world, playable).catch(faultIn(playable));
          free.push(world);
          for (let next = reports[told]; next && !json; next = reports[++told])
            process.stdout.write(story(playables[told]!.plan, next));
        },
        hands,
      );
      if (json) process.stdout.write(`${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`);
      return reports.every(({ ok }) => ok) ? 0 : 1;
    } finally {
      await Promise.all(worlds.map((world) => world.stop()));
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

/** Plays one scenario; the time is that of the walk itself. */
async function rehearseOne(world: World, { plan, source, scenario }: Playable): Promise<Report> {
  const { db, client } = world;
  const hands = new Hands(() => world.url, world.keyring);
  const time = engineTime({ client, db, busy: world.busy });
  await invite(db, castOf(scenario));
  const game = { db, hands, time, plan, source };
  const from = performance.now();
  const campaign =
    'applicants' in scenario ? await playThrough({ ...game, scenario }) : await play({ ...game, scenario });
  const realSeconds = Math.round(performance.now() - from) / 1000;
  return reportOn({ db, hands, client, campaign, plan: plan.id, scenario, realSeconds });
}
