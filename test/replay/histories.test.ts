import { basename } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { fixtureBundle, productBundle } from '../fixtures/bundles';
import { historyFile, recordedHistories } from '../fixtures/histories';
import { mainScripts } from '../fixtures/scripts';
import { beQuiet } from '../fixtures/beQuiet';

const recorded = recordedHistories();
/** What came of each history, by its name; undefined: it replayed. */
const replayed = { onProduct: new Map<string, unknown>(), onReordered: new Map<string, unknown>() };

beforeAll(async () => {
  beQuiet();
  await replay(replayed.onProduct, await productBundle());
  await replay(replayed.onReordered, await fixtureBundle({ reordered: true }));
});

/** All of them by one worker: to start it takes longer than to replay. */
async function replay(said: Map<string, unknown>, workflowBundle: WorkflowBundleOption): Promise<void> {
  const histories = recorded.map(({ name, history }) => ({ workflowId: name, history }));
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories))
    said.set(workflowId, error);
}

it.each(mainScripts)('has a history of %s by this code version', (script) => {
  // Recorded by test/fixtures/recordHistories.ts.
  expect(recorded.map(({ name }) => name)).toContain(basename(historyFile(script)));
});

describe.each(recorded)('$name', ({ name, history }) => {
  // With protobufjs anywhere but among our own dependencies this throws "type must be a Type".
  it('is read from JSON', () => {
    const { events } = historyFromJSON(history);
    expect(events).toHaveLength(history.events.length);
    expect(events!.at(-1)!.workflowExecutionCompletedEventAttributes).toBeTruthy();
  });

  it('replays on the workflow code as it stands', () => {
    expect([...replayed.onProduct.keys()]).toContain(name);
    expect(replayed.onProduct.get(name)).toBeUndefined();
  });

  it('does not replay on code that gives other commands', () => {
    expect(replayed.onReordered.get(name)).toMatchObject({
      message: expect.stringMatching(/^Replay failed/) as string,
    });
  });

  it('says nothing of the machine that recorded it', () => {
    expect(JSON.stringify(history)).not.toMatch(/\d@[a-z]/i);
  });
});
