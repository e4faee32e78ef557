// `npm run bench`: figures of the product as it runs on one machine, one line each; `npm run bench -- approvals` gives one of them.
import { installRehearsalClock } from '../../records/rehearsalClock';
import { approvals } from './approvals';
import { layGround, type Ground } from './ground';
import { people } from './people';
import { registrations } from './registrations';

async function on(
  bench: (ground: Ground) => Promise<string>,
  prepare?: (ground: Ground) => Promise<void>,
): Promise<void> {
  const ground = await layGround();
  try {
    await prepare?.(ground);
    process.stdout.write(`${await bench(ground)}\n`);
  } finally {
    await ground.stop();
  }
}

const benches: Readonly<Record<string, () => Promise<void>>> = {
  approvals: () => on(approvals),
  registrations: () => on(registrations, ({ db }) => installRehearsalClock(db, '2026-03-02T09:00:00+08:00')),
  people: async () => void process.stdout.write(`${people()}\n`),
};

async function all(): Promise<void> {
  const asked = process.argv.slice(2);
  for (const [name, bench] of Object.entries(benches)) if (asked.length === 0 || asked.includes(name)) await bench();
}

all().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
