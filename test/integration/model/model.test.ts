import { apart } from '../../fixtures/apart';
import { say } from '../../fixtures/seed';
import type { Compared } from '../../model/many';
import type { FoundFaults } from '../../model/planted';

/** The same thousand in every run, so that a failure is somebody's change; `npm run fuzz` looks for new ones. */
const seed = Number(process.env['SEED'] ?? 20_261_123);
const runs = 1000;

it(`carries ${runs} random campaigns as the model says`, async () => {
  say(`random campaigns, seeds ${seed} to ${seed + runs - 1}`);
  const { acts, seconds, divergences } = await apart<Compared>('model/walkingMany.ts', String(seed), String(runs));
  say(`${runs} campaigns, ${acts} acts, ${divergences.length} divergences, ${seconds.toFixed(1)} s`);
  expect(divergences.join('\n\n')).toBe('');
}, 600_000);

it('finds deliberate faults', async () => {
  const found = await apart<FoundFaults>('model/planted.ts', '1', '300');
  for (const [fault, what] of Object.entries(found)) say(`${fault}: ${what ?? 'not found'}`);
  expect(Object.values(found)).toHaveLength(5);
  expect(Object.entries(found).filter(([, what]) => what === undefined)).toEqual([]);
}, 180_000);
