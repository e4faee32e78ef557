import { isGrpcServiceError, type Client } from '@temporalio/client';
import { waitUntil } from '../engine/wait-until';
import { searchAttributes } from '../workflows/names';

const names = Object.values(searchAttributes);

/** What the engine must know of search attributes before it takes a campaign. */
export const keywordAttributes: Readonly<Record<string, string>> = Object.fromEntries(
  names.map((name) => [name, 'Keyword']),
);

/** INDEXED_VALUE_TYPE_KEYWORD, INVALID_ARGUMENT and ALREADY_EXISTS, as the protocol numbers them. */
const keyword = 2;
const invalid = 3;
const exists = 6;

/** Makes the client's namespace know them, and waits until it does; an engine that knows them already is only asked. */
export async function registerSearchAttributes({ connection, options: { namespace } }: Client): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = names.filter((name) => !(name in customAttributes));
  if (missing.length > 0)
    await connection.operatorService
      .addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])) })
      .catch(unless(exists));
  // What is listed may not be known yet where campaigns are started: that is asked by using them.
  const query = names.map((name) => `${name} = 'x'`).join(' and ');
  const used = () =>
    connection.workflowService.countWorkflowExecutions({ namespace, query }).then(() => true, unless(invalid));
  await waitUntil(used, {
    what: `the engine's namespace ${namespace} to know ${names.join(', ')}`,
    withinMs: 60_000,
    everyMs: 200,
  });
}

const unless =
  (code: number) =>
  (error: unknown): false => {
    if (isGrpcServiceError(error) && Number(error.code) === code) return false;
    throw error;
  };
