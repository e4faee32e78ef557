import { z } from 'zod';
import type { FactSpec, Facts } from './facts';

/** What a rule finds: `found` is what the facts say (Chinese, without a full stop); `missing` the key of a fact that is not there. */
export type Finding =
  { readonly met: true } | { readonly met: false; readonly found: string } | { readonly missing: string };

/** A kind of rule. Every function is total for parameters that passed `schema` and for any facts. */
export interface Rule<Name extends string, Shape extends z.ZodRawShape> {
  readonly name: Name;
  readonly schema: z.ZodObject<Shape & typeof common & { rule: z.ZodLiteral<Name> }, z.core.$strict>;
  readonly facts: (params: Params<Shape>) => readonly FactSpec[];
  /** The condition in Chinese, for plans that give no text. */
  readonly describe: (params: Params<Shape>) => string;
  /** `on` is the day the facts are judged on, YYYY-MM-DD. */
  readonly test: (facts: Facts, params: Params<Shape>, on: string) => Finding;
}

export type Params<Shape extends z.ZodRawShape> = z.infer<z.ZodObject<Shape>>;

/** What every condition may say besides its rule's parameters. */
export const common = {
  /** What eligibility reviews call it by that are about some of the conditions only. */
  id: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/)
    .optional(),
  /** The condition as people read it; a refusal quotes it. */
  text: z.string().min(1).max(500).optional(),
  /** The day it is judged on: a date, or a moment of the campaign such as registrationDeadline. */
  on: z.string().min(1).optional(),
  /** The posts it is for; without it, all. */
  posts: z.array(z.string().min(1)).min(1).optional(),
  /** 一般: the reviewer may relax it, with a reason that is recorded. */
  generally: z.boolean().optional(),
  /** The panel without whose consent it is not relaxed (破格须经上级同意). */
  relaxedBy: z.string().min(1).optional(),
};

export function rule<Name extends string, Shape extends z.ZodRawShape>(
  name: Name,
  shape: Shape,
  kind: Pick<Rule<Name, Shape>, 'facts' | 'describe' | 'test'>,
): Rule<Name, Shape> {
  const schema = z.strictObject({ ...shape, ...common, rule: z.literal(name) });
  return { name, schema: schema, ...kind };
}

export const MET: Finding = { met: true };
export const notMet = (found: string): Finding => ({ met: false, found });
export const missing = (spec: FactSpec): Finding => ({ missing: spec.key });
