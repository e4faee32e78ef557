import { basename } from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { apart } from '../fixtures/apart';
import { historyFile, recordedHistories } from '../fixtures/histories';
import { mainScripts } from '../fixtures/scripts';
import type { Replayed } from './replaying';

const recorded = recordedHistories();
let replayed: Replayed;
beforeAll(async () => void (replayed = await apart<Replayed>('replay/replaying.ts')));

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
    expect(replayed.onProduct[name]).toBeNull();
  });

  it('does not replay on code that gives other commands', () => {
    expect(replayed.onReordered[name]).toMatch(/^Replay failed/);
  });

  it('says nothing of the machine that recorded it', () => {
    expect(JSON.stringify(history)).not.toMatch(/\d@[a-z]/i);
  });
});
