// Replays the recorded histories. In a process of its own, too, because the replayer hooks into every promise of its process for good.
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { tell } from '../fixtures/apart';
import { beQuiet } from '../fixtures/beQuiet';
import { fixtureBundle, productBundle } from '../fixtures/bundles';
import { recordedHistories } from '../fixtures/histories';

/** What came of each history, by its name; null: it replayed. */
type Said = Readonly<Record<string, string | null>>;
export interface Replayed {
  readonly onProduct: Said;
  readonly onReordered: Said;
}

tell(async (): Promise<Replayed> => {
  beQuiet();
  return {
    onProduct: await replayed(await productBundle()),
    onReordered: await replayed(await fixtureBundle({ reordered: true })),
  };
});

/** All of them by one worker: to start it takes longer than to replay. */
async function replayed(workflowBundle: WorkflowBundleOption): Promise<Said> {
  const histories = recordedHistories().map(({ name, history }) => ({ workflowId: name, history }));
  const said: Record<string, string | null> = {};
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories))
    said[workflowId] = error?.message ?? null;
  return said;
}
