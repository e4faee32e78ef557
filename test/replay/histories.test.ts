import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { Worker } from '@temporalio/worker';
import { fixtureBundle, productBundle } from '../fixtures/bundles';
import { recordedHistories } from '../fixtures/histories';
import { beQuiet } from '../fixtures/servers';

const recorded = recordedHistories();
beforeAll(beQuiet);

it('has histories of this code version', () => {
  expect(recorded.map(({ name }) => name)).toEqual(expect.arrayContaining(['skeleton.json', 'competitivePosts.json']));
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
