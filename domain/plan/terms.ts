import { z } from 'zod';
import { periodSchema } from '../calendar/period';
import type { Expected } from './phrases';

/** What a value should be: a key into the phrases, carried as zod's message. */
export const refuse = (expected: Expected): { error: Expected } => ({ error: expected });

/** The name of a stage, post, panel, electorate or class: how the parts of a plan refer to each other. */
export const identifier = z.string(refuse('identifier')).regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, refuse('identifier'));

/** What people read. */
export const text = z.string(refuse('text')).trim().min(1, refuse('text')).max(2000);

export const panel = identifier.describe('名单（panels 中的名称）· a panel, by its name in panels');

export const count = z.int(refuse('count')).min(1, refuse('count')).max(10_000, refuse('count'));

/** What a part counts for: a percentage, or parts. */
export const weight = z.number(refuse('weight')).positive(refuse('weight')).max(1_000_000, refuse('weight'));

export const months = z.int(refuse('months')).min(1, refuse('months')).max(120, refuse('months'));

/** Scores that are kept under the name of an exam, for other campaigns to read so many months long. */
export const keep = z
  .strictObject({
    exam: identifier.describe('以什么名称留存 · the name that it is kept under'),
    months: z
      .int(refuse('months'))
      .min(1, refuse('months'))
      .max(120, refuse('months'))
      .describe('有效几个月 · how many months it holds'),
  })
  .optional()
  .describe('成绩留存，供其他选拔采用（keptScore） · the scores are kept for other campaigns');

export const flag = z.boolean(refuse('flag'));

export const period = periodSchema.describe(
  '期限，如 {n: 5, unit: workingDay} · a period, such as {n: 5, unit: workingDay}',
);
export type Period = z.output<typeof period>;

/** Where an outcome leads: a stage of this plan or a result word. Whether it exists is for the flow layer to say. */
export const target = z.string(refuse('target')).min(1, refuse('target'));
