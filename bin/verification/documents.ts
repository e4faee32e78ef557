import { z } from 'zod';
import { Break } from '../../records/verification';
import type { Files } from './archive';

const word = z.string().max(200);
const count = z.int().min(0).max(10_000_000);
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const grades = z.record(word, word);

const lot = z.strictObject({ id: word, post: word, vacancies: count, people: z.array(word) });

/** What stands in each file of an export. People stand under pseudonyms everywhere. */
export const documents = {
  'campaign.json': z.strictObject({
    id: word,
    title: z.string(),
    plan: word,
    status: word,
    startedAt: z.iso.datetime(),
    /** How many are in each panel, and may vote in each electorate. */
    panels: z.record(word, count),
    electorates: z.record(word, count),
  }),
  'record.json': z.array(
    z.strictObject({
      seq: count,
      kind: word,
      actor: word.nullable(),
      visit_id: word.nullable(),
      subject: word.nullable(),
      at: z.iso.datetime(),
      commitment: hex,
      previous: hex,
      digest: hex,
    }),
  ),
  'anchors.json': z.array(
    z.strictObject({ visit_id: word, seq: count, head: hex, signature: word, signed_at: z.iso.datetime() }),
  ),
  'visits.json': z.array(
    z.strictObject({
      id: word,
      stage: word,
      plan: count,
      status: z.enum(['open', 'left', 'stale', 'superseded']),
      enteredAt: z.iso.datetime(),
      leftAt: z.iso.datetime().nullable(),
      lots: z.array(lot),
      left: z.array(lot.extend({ outcome: word, to: word })),
      finding: z.unknown(),
      earlierFindings: z.array(z.unknown()),
    }),
  ),
  'sheets.json': z.array(
    z.strictObject({
      id: word,
      visit: word,
      judge: word,
      about: word,
      /** The group of raters, where there are several. */
      group: word.nullable(),
      /** The scores of the elements, where a sheet has them; `score` is their sum. */
      elements: grades.nullable(),
      score: word.nullable(),
      replaces: word.nullable(),
      replaced: z.boolean(),
    }),
  ),
  'ballots.json': z.array(
    z.strictObject({
      visit: word,
      entitled: count,
      ballots: z.array(z.strictObject({ serial: word, choices: grades })),
    }),
  ),
  'resolutions.json': z.array(
    z.strictObject({
      visit: word,
      entitled: count,
      present: count,
      replaced: z.boolean(),
      votes: z.array(z.strictObject({ person: word, agree: count, disagree: count, abstain: count, defer: count })),
    }),
  ),
} as const;
export type DocumentName = keyof typeof documents;
export type Documents = { readonly [N in DocumentName]: z.output<(typeof documents)[N]> };

/** Reads every document of an export. @throws {Break} at the first that is not as it should be */
export function readDocuments(files: Files): Documents {
  const read = Object.entries(documents).map(([name, schema]) => {
    const parsed = schema.safeParse(parse(name, files[name]));
    if (parsed.success) return [name, parsed.data];
    const [issue] = parsed.error.issues;
    throw new Break(name, `${issue?.path.join('.') ?? ''} 处不合格式：${issue?.message ?? ''}`);
  });
  return Object.fromEntries(read) as Documents;
}

function parse(name: string, text: string | undefined): unknown {
  if (text === undefined) throw new Break(name, '包里没有这个文件');
  try {
    return JSON.parse(text);
  } catch {
    throw new Break(name, '不是 JSON');
  }
}

/** A line an item, so that people can read and compare it. */
export const written = (value: unknown): string =>
  Array.isArray(value)
    ? `[\n${value.map((each) => JSON.stringify(each)).join(',\n')}\n]\n`
    : `${JSON.stringify(value, null, 2)}\n`;
