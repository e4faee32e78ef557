import { z } from 'zod';
import { Break } from '../../records/verification';
import type { Files } from './archive';

const word = z.string().max(200);
const count = z.int().min(0).max(10_000_000);
const hex = z.string().regex(/^[0-9a-f]{64}$/);
const grades = z.record(word, word);

const table = z.record(word, z.record(word, count));
const paper = z.strictObject({
  marks: z.array(word),
  /** The mark that chooses; without one everybody is graded. */
  favour: word.nullable(),
  lines: z.record(word, z.strictObject({ person: word, post: word })),
  posts: z.record(word, z.strictObject({ most: count, writeIns: count })),
});

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
    /** Who answers for items: the people of the panels that own them or cooperate. */
    answering: z.record(word, z.array(word)),
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
      /** Each with the lot that it was part of. */
      left: z.array(lot.extend({ of: word, outcome: word, to: word })),
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
      /** The judge has withdrawn for kinship with somebody of the post: it does not count. */
      recused: z.boolean(),
      replaces: word.nullable(),
      replaced: z.boolean(),
    }),
  ),
  'ballots.json': z.array(
    z.strictObject({
      visit: word,
      /** How many slips were issued and not withdrawn from those who declared kin before they exchanged theirs, and how many of them were exchanged for a ballot. */
      entitled: count,
      exchanged: count,
      /** The whole electorate, when only those present got a slip. */
      electors: count.nullable(),
      paper,
      ballots: z.array(z.strictObject({ serial: word, choices: grades })),
    }),
  ),
  /** The numbers of votes that were held on paper, the classes of voters together. */
  'papers.json': z.array(
    z.strictObject({
      visit: word,
      replaced: z.boolean(),
      heldOn: word,
      /** How many could vote. */
      electors: count,
      present: count,
      issued: count,
      returned: count,
      valid: count,
      void: count,
      paper,
      tallies: table,
      writeIns: table,
    }),
  ),
  'resolutions.json': z.array(
    z.strictObject({
      visit: word,
      entitled: count,
      present: count,
      replaced: z.boolean(),
      votes: z.array(
        z.strictObject({
          person: word,
          agree: count,
          disagree: count,
          abstain: count,
          defer: count,
          /** How many members withdrew for kinship, and how many of those were at the meeting. */
          away: count,
          awayPresent: count,
        }),
      ),
    }),
  ),
  /** Every question that was put: when it was open, and what the answers are to be judged by. */
  'questions.json': z.array(
    z.strictObject({
      visit: word,
      purpose: word,
      kind: word,
      closedAt: z.iso.datetime().nullable(),
      closedBy: word.nullable(),
      /** Who was invited, by post. */
      among: z.record(word, z.array(word)).nullable(),
      /** When an item of a programme was to be done. */
      scheduled: z.strictObject({ from: word, to: word }).nullable(),
      /** How many people each post had when a gate was come to. */
      counted: z.record(word, count).nullable(),
    }),
  ),
  /** The closed words of every other answer, in the order in which they came; nothing that was written in somebody's own words. */
  'verdicts.json': z.array(
    z.strictObject({
      visit: word,
      purpose: word,
      kind: word,
      about: word,
      says: z.union([word, count, z.array(word), z.record(word, z.array(word)), z.null()]),
      /** The day that it says it was done. */
      on: word.nullable(),
      at: z.iso.datetime(),
      replaced: z.boolean(),
    }),
  ),
  /** Names that voters wrote, each under a pseudonym, with the people of the pool who bear it. */
  'names.json': z.record(word, z.array(word)),
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
