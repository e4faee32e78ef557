import { createCampaignActivities } from '../../../activities/campaign';
import type { Send } from '../../../api/nudge';
import type { Signer } from '../../../records/anchors';
import type { Records } from '../../../records/database';
import { stages } from '../../../workflows/stages';
import { walk } from '../../../workflows/walk';

/** The campaign's own code without an engine: the walker runs here, woken by the looks that the API delivers. */
export interface InProcess {
  readonly send: Send;
  /** Waits until no campaign has anything to do but wait for people or for its clock. */
  idle(): Promise<void>;
  /** Looks again at everything, as a timer would. */
  look(): Promise<void>;
  stop(): void;
}

interface Run {
  looks: number;
  wake: () => void;
  waiting: boolean;
  over: boolean;
}

export function inProcess(db: Records, signer: Signer): InProcess {
  let busy = 0;
  const counted =
    <A, R>(activity: (request: A) => Promise<R>) =>
    async (request: A): Promise<R> => {
      busy++;
      try {
        return await activity(request);
      } finally {
        busy--;
      }
    };
  const { look, ask, conclude } = createCampaignActivities({ db, signer });
  const activities = { look: counted(look), ask: counted(ask), conclude: counted(conclude) };
  const runs = new Map<string, Run>();
  let failure: Error | undefined;
  let stopped = false;

  const start = (campaign: string): Run => {
    const run: Run = { looks: 0, wake: () => undefined, waiting: false, over: false };
    const until = async (settled: () => boolean) => {
      while (!settled() && !stopped) {
        run.waiting = true;
        // Tracks that were just woken move in the microtasks after this one.
        await new Promise<void>((resolve) => {
          run.wake = resolve;
          setImmediate(() => settled() && resolve());
          setTimeout(resolve, 20);
        });
      }
      run.waiting = false;
    };
    walk(campaign, stages, {
      activities,
      looks: () => run.looks,
      says: () => undefined,
      enough: () => stopped,
      until,
    }).then(
      () => (run.over = true),
      (error: unknown) => {
        if (!stopped) failure ??= error instanceof Error ? error : new Error(String(error));
        run.over = true;
      },
    );
    return run;
  };
  const lookAt = (run: Run) => {
    run.looks++;
    run.waiting = false;
    run.wake();
  };
  const idle = async () => {
    for (let quiet = 0; quiet < 4;) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      if (failure) throw failure;
      quiet = busy === 0 && [...runs.values()].every(({ waiting, over }) => waiting || over) ? quiet + 1 : 0;
    }
  };
  return {
    send: async ({ campaign }) => {
      const run = runs.get(campaign) ?? start(campaign);
      runs.set(campaign, run);
      lookAt(run);
    },
    idle,
    look: async () => {
      for (const run of runs.values()) if (!run.over) lookAt(run);
      await idle();
    },
    stop: () => {
      stopped = true;
      for (const run of runs.values()) run.wake();
    },
  };
}
