// `npm run bench`: figures of the product as it runs on one machine, one line each.
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

async function all(): Promise<void> {
  await on(approvals);
  await on(registrations, ({ db }) => installRehearsalClock(db, '2026-03-02T09:00:00+08:00'));
  process.stdout.write(`${people()}\n`);
}

all().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
