import { basename } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { fixtureBundle, productBundle } from '../fixtures/bundles';
import { historyFile, recordedHistories } from '../fixtures/histories';
import { mainScripts } from '../fixtures/scripts';
import { beQuiet } from '../fixtures/beQuiet';

const recorded = recordedHistories();
beforeAll(beQuiet);

it.each(mainScripts)('has a history of %s by this code version', (script) => {
  // Recorded by test/fixtures/recordHistories.ts.
  expect(recorded.map(({ name }) => name)).toContain(basename(historyFile(script)));
});

describe.each(recorded)('$name', ({ history }) => {
  // With protobufjs anywhere but among our own dependencies this throws "type must be a Type".
  it('is read from JSON', () => {
    const { events } = historyFromJSON(history);
    expect(events).toHaveLength(history.events.length);
    expect(events!.at(-1)!.workflowExecutionCompletedEventAttributes).toBeTruthy();
  });

  it('replays on the workflow code as it stands', async () => {
    await Worker.runReplayHistory({ workflowBundle: await productBundle() }, history);
  });

  it('does not replay on code that gives other commands', async () => {
    const workflowBundle = await fixtureBundle({ reordered: true });
    const replayed = Worker.runReplayHistory({ workflowBundle }, history);
    await expect(replayed).rejects.toThrow(/^Replay failed/);
  });

  it('says nothing of the machine that recorded it', () => {
    expect(JSON.stringify(history)).not.toMatch(/\d@[a-z]/i);
  });
});
