import { z } from 'zod';
import { readExact } from '../arithmetic/exact';
import { dateSchema } from '../calendar/dates';

/** What conditions ask about a person. `list` is rows of the other types, such as one review a year. */
export type FactType = 'date' | 'number' | 'text' | 'choice' | 'boolean' | 'list';

/** One fact that a condition needs: its key in the facts, what a form calls it, and what may be entered. */
export interface FactSpec<T extends FactType = FactType> {
  readonly key: string;
  /** Chinese, as a form shows it. */
  readonly title: string;
  readonly type: T;
  /** Of a choice: what is stored and what a form shows. */
  readonly choices?: readonly { readonly value: string; readonly title: string }[];
  /** Of a choice: other words that are understood, such as 大学本科 for 本科. */
  readonly alsoAccepts?: readonly string[];
  /** Of a list: its columns. */
  readonly columns?: readonly FactSpec<Exclude<FactType, 'list'>>[];
  /** Of a column: may be left empty. */
  readonly optional?: boolean;
}

export type FactRow = Readonly<Record<string, string | number | boolean | undefined>>;
export interface FactValues {
  date: string;
  /** A number, or decimal text where the digits matter. */
  number: number | string;
  text: string;
  choice: string;
  boolean: boolean;
  list: readonly FactRow[];
}

/** A person's facts: flat JSON, key to value. Values of the wrong type count as missing. */
export type Facts = Readonly<Record<string, unknown>>;

const text = z.string().trim().min(1).max(2000);
const number = z
  .union([z.number(), z.string().max(40)])
  .refine((value) => readExact(value) !== undefined, { error: '应为数字 (a number)' });

/** The schema of one fact's value. */
export function factSchema(spec: FactSpec): z.ZodType {
  switch (spec.type) {
    case 'date':
      return dateSchema;
    case 'number':
      return number;
    case 'text':
      return text;
    case 'choice':
      return text.refine((word) => isChoice(spec, word), { error: '应为所列选项之一 (one of the choices)' });
    case 'boolean':
      return z.boolean();
    case 'list':
      return z.array(z.strictObject(shape(spec.columns ?? [], (column) => column.optional === true))).max(200);
  }
}

function isChoice({ choices, alsoAccepts }: FactSpec, word: string): boolean {
  return choices?.some(({ value }) => value === word) !== false || alsoAccepts?.includes(word) === true;
}

/** The schema of a person's facts: each may still be missing, and no others are taken. */
export function factsSchema(specs: readonly FactSpec[]): z.ZodType<Facts> {
  return z.strictObject(shape(specs, () => true));
}

function shape(specs: readonly FactSpec[], optional: (spec: FactSpec) => boolean): Record<string, z.ZodType> {
  return Object.fromEntries(
    specs.map((spec) => [spec.key, optional(spec) ? factSchema(spec).optional() : factSchema(spec)]),
  );
}

/** A fact's value, or undefined when it is missing or not of its type. */
export function readFact<T extends FactType>(facts: Facts, spec: FactSpec<T>): FactValues[T] | undefined {
  if (!Object.hasOwn(facts, spec.key)) return undefined;
  const read = factSchema(spec).safeParse(facts[spec.key]);
  return read.success ? (read.data as FactValues[T]) : undefined;
}

/** Keys are chosen by plans, so they are any word, in any script. */
export const factKeySchema = z.string().regex(/^\p{L}[\p{L}\p{N}_]{0,63}$/u);
