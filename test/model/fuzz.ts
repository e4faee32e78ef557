// `npm run fuzz`: long random runs of the product against the model. FUZZ_RUNS sequences in this process (10,000), and FUZZ_ENGINE
// of them (50) on the engine too; SEED is the first one's. Exit 1 when one diverges, printed as short as it gets.
import { randomInt } from 'node:crypto';
import start from '../setup/global';
import stop from '../setup/globalTeardown';
import { groundsHere, groundsOnEngine } from './grounds';
import { compareMany, type Compared } from './many';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(): Promise<number> {
  await start();
  const [runs, onEngine] = [number('FUZZ_RUNS', 10_000), number('FUZZ_ENGINE', 50)];
  const first = number('SEED', randomInt(1, 2 ** 30));
  const compared: Compared[] = [];
  const compare = async (where: string, count: number, hands: number, grounds: typeof groundsHere) => {
    if (count === 0) return;
    const its = await compareMany({
      grounds,
      first,
      count,
      hands,
      progress: (done) => say(`${where}: ${done} of ${count}`),
    });
    compared.push(its);
    for (const each of its.divergences) say(`\n${each}\n`);
    say(
      `${where}: ${its.walked} sequences from seed ${first}, ${its.acts} acts, ${its.divergences.length} divergences, ${its.seconds.toFixed(1)} s`,
    );
  };
  await compare('in process', runs, 3, groundsHere);
  await compare('on the engine', onEngine, 1, groundsOnEngine);
  await stop();
  return compared.every(({ divergences }) => divergences.length === 0) ? 0 : 1;
}

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(2);
  },
);
