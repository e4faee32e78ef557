import { z } from 'zod';
import { isRaw } from './draft';
import type { Path } from './problem';

/** The schema of a value inside another; of alternatives told apart by a word, the one that the value names. */
export function schemaAt(schema: z.ZodType | undefined, path: Path, value: unknown): z.ZodType | undefined {
  const plain = unwrapped(schema, value);
  const [step, ...rest] = path;
  if (step === undefined || !plain) return plain;
  const inside = Array.isArray(value) ? (value[Number(step)] as unknown) : isRaw(value) ? value[step] : undefined;
  return schemaAt(childOf(plain, step), rest, inside);
}

/** The keys that an object may have; of several shapes, all of theirs. */
export function keysOf(schema: z.ZodType | undefined): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodUnion)
    return [...new Set(schema.options.flatMap((option) => keysOf(option as z.ZodType)))];
  return [];
}

function childOf(schema: z.ZodType, step: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return (schema.shape as Record<string, z.ZodType>)[step];
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return undefined;
}

function unwrapped(schema: z.ZodType | undefined, value: unknown): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodLazy) {
    return unwrapped(schema.unwrap() as z.ZodType, value);
  }
  if (schema instanceof z.ZodDiscriminatedUnion)
    return schema.options.find((option) => isNamedBy(option as z.ZodType, value)) as z.ZodType | undefined;
  return schema;
}

const isNamedBy = (option: z.ZodType, value: unknown): boolean =>
  option instanceof z.ZodObject &&
  isRaw(value) &&
  Object.entries(option.shape).some(
    ([key, schema]) => schema instanceof z.ZodLiteral && schema.values.has(value[key] as string),
  );
