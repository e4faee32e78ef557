import { once } from 'node:events';
import { up, type Part } from '../../../engine/up';
import { waitUntil } from '../../../engine/wait-until';
import { launch, tidyUp } from './launched';

afterAll(tidyUp);

it('stops in reverse order on Ctrl-C, and a second Ctrl-C changes nothing', async () => {
  const launcher = await launch('up', '-');
  const exit = once(launcher.child, 'exit');
  launcher.child.kill('SIGINT');
  await waitUntil(() => launcher.said().includes('stopping in order'), { what: 'the first Ctrl-C to be heard' });
  launcher.child.kill('SIGINT');
  expect(await exit).toEqual([0, null]);
  const steps = launcher
    .said()
    .split('\n')
    .filter((line) => /^(start|stop|all) \w+/.test(line));
  expect(steps).toEqual(['start first', 'start second', 'stop second', 'stop first', 'all stopped']);
});

it('stops the parts before one that does not start, and names it', async () => {
  const steps: string[] = [];
  const part = (name: string, start: () => void): Part<string[]> => ({
    name,
    start: async (context) => {
      start();
      context.push(`start ${name}`);
      const stop = async () => {
        context.push(`stop ${name}`);
        if (name === 'engine') throw new Error('stuck');
      };
      return { stop };
    },
  });
  const said: string[] = [];
  const fails = () => {
    throw new Error('no port is free');
  };
  const nothing = () => undefined;
  const running = up([part('database', nothing), part('engine', nothing), part('web', fails)], {
    context: steps,
    say: (line) => said.push(line),
  });
  await expect(running).rejects.toThrow(/web did not start:\nno port is free/);
  expect(steps).toEqual(['start database', 'start engine', 'stop engine', 'stop database']);
  expect(said.join()).toContain('stuck');
});
