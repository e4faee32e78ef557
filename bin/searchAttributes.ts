import { searchAttributes } from '../workflows/names';

/** What the engine must know of search attributes before it takes a campaign. */
export const keywordAttributes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(searchAttributes).map((name) => [name, 'Keyword']),
);
