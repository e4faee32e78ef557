// `npm run coverage:edges`: of every plan in plans/, which outcomes of which stages some scenario takes. Exit 1 below 100 %, unless
// `--report`.
import { startPostgres } from '../../engine/postgres';
import { throwawayFolder } from '../../engine/throwaway-folder';
import { abreast } from '../../bin/abreast';
import { edgesOf, edgesTaken } from '../fixtures/edges';
import { playHere } from '../fixtures/playHere';
import { planFolders, scriptCalled, scriptsOf } from '../fixtures/scripts';

async function taken(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const all = new Map<string, Set<string>>();
  await abreast(planFolders.flatMap(scriptsOf), async (name) => {
    const ended = async ({ db }: { db: Parameters<typeof edgesTaken>[0] }) => {
      for (const [plan, edges] of await edgesTaken(db)) all.set(plan, new Set([...(all.get(plan) ?? []), ...edges]));
    };
    await playHere(scriptCalled(name), { ended }).catch((error: unknown) => {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    });
  });
  return all;
}

/** Prints the table; answers whether nothing is missing. */
function report(edges: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const rows = planFolders.map((folder) => {
    const [name] = scriptsOf(folder);
    const { plan } = scriptCalled(name!);
    const its = edgesOf(plan);
    return { folder, its, missing: its.filter((each) => !edges.get(plan.id)?.has(each)) };
  });
  const line = (name: string, scenarios: number, of: number, done: number) =>
    `${name.padEnd(34)}${String(scenarios).padStart(10)}${String(of).padStart(10)}${String(done).padStart(10)}${percent(done, of).padStart(10)}\n`;
  process.stdout.write(
    `${'plan'.padEnd(34)}${['scenarios', 'outcomes', 'taken', '%'].map((word) => word.padStart(10)).join('')}\n`,
  );
  for (const { folder, its, missing } of rows)
    process.stdout.write(line(folder, scriptsOf(folder).length, its.length, its.length - missing.length));
  const [of, lack] = [rows.flatMap(({ its }) => its).length, rows.flatMap(({ missing }) => missing).length];
  process.stdout.write(line('all', planFolders.flatMap(scriptsOf).length, of, of - lack));
  for (const { folder, missing } of rows)
    if (missing.length > 0)
      process.stdout.write(`\nno scenario of ${folder} takes\n${missing.map((each) => `  ${each}\n`).join('')}`);
  return lack === 0;
}

/** Rounded down, so that 100 % is all of them. */
const percent = (done: number, of: number): string =>
  of === 0 ? '–' : (Math.floor((done * 1000) / of) / 10).toFixed(1);

async function run(): Promise<number> {
  const postgres = await startPostgres({ dir: throwawayFolder('edges'), throwaway: true });
  process.env['XUANXIAN_TEST_DATABASE'] = postgres.url('DATABASE');
  try {
    return report(await taken()) || process.argv.includes('--report') ? 0 : 1;
  } finally {
    await postgres.stop();
  }
}

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
