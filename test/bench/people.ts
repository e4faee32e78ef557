import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Report } from '../../bin/rehearsal/report';

const root = join(__dirname, '../..');

/** A campaign's history does not grow with its people. */
export function people(): string {
  const played = [10, 500].map((many) => {
    const from = performance.now();
    const args = [
      'bin/xuanxian.js',
      'rehearse',
      'plans/04-competitive-posts',
      '--people',
      String(many),
      '--seed',
      '1',
      '--json',
    ];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (!stdout) throw new Error(stderr);
    const { engine, realSeconds } = JSON.parse(stdout) as Report;
    const command = (performance.now() - from) / 1000;
    return {
      many,
      events: engine.historyEvents,
      said: `${many} people: ${engine.historyEvents} events, ${engine.historyBytes} bytes, walked in ${realSeconds} s, command ${command.toFixed(1)} s`,
    };
  });
  const [few, lots] = played.map(({ events }) => events) as [number, number];
  return `${played.map(({ said }) => said).join('; ')}; difference ${(((lots - few) / few) * 100).toFixed(1)} %`;
}
