import { z } from 'zod';
import { isDate } from '../calendar/dates';
import { annualReviewAll, gradesIn, gradeYears, rankStep } from './careerRules';
import { factAtLeast, factAtMost, factIn, factTrue, yearsSince } from './factRules';
import type { FactSpec, Facts } from './facts';
import { ageAtLeast, ageAtMost, educationAtLeast, titleAtLeast } from './personRules';
import { common, MET, notMet, type Finding, type Rule } from './rule';

const KINDS = [
  ageAtMost,
  ageAtLeast,
  educationAtLeast,
  titleAtLeast,
  annualReviewAll,
  gradesIn,
  gradeYears,
  rankStep,
  factIn,
  factTrue,
  factAtLeast,
  factAtMost,
  yearsSince,
] as const;

type Common = z.infer<z.ZodObject<typeof common>>;
export type SingleCondition = z.infer<(typeof KINDS)[number]['schema']>;
export type Condition =
  SingleCondition | ({ rule: 'anyOf' | 'allOf'; of: Condition[] } & Common) | ({ rule: 'not'; of: Condition } & Common);

const single = z
  .discriminatedUnion('rule', [KINDS[0].schema, ...KINDS.slice(1).map((kind) => kind.schema)])
  .meta({ id: 'SingleCondition' });

// Combinators nest so deep and no deeper: a plan comes from outside, and must not be able to exhaust the stack.
const DEEPEST = 6;

function nested(depth: number): z.ZodType<Condition> {
  if (depth === 0) return single;
  const inner = nested(depth - 1);
  const union = z.discriminatedUnion('rule', [
    single,
    z.strictObject({ ...common, rule: z.literal('anyOf'), of: z.array(inner).min(1) }),
    z.strictObject({ ...common, rule: z.literal('allOf'), of: z.array(inner).min(1) }),
    z.strictObject({ ...common, rule: z.literal('not'), of: inner }),
  ]);
  // Named, so that a JSON Schema refers to each depth once.
  return union.meta({ id: depth === DEEPEST ? 'Condition' : `ConditionWithin${depth}` });
}

/** A condition as a plan writes it: a rule with its parameters, or anyOf, allOf, not of further conditions, 6 deep at most. */
export const conditionSchema = nested(DEEPEST);

/** The words a plan may give for `rule:`. */
export const RULES: readonly string[] = [...KINDS.map((kind) => kind.name), 'anyOf', 'allOf', 'not'];

/** Not met comes with a reason that can be sent to the person; missing with the key of a fact, or the name of a moment that has no date. */
export type Verdict =
  { readonly met: true } | { readonly met: false; readonly reason: string } | { readonly missing: string };

/** Named moments of the campaign, such as registrationDeadline, as YYYY-MM-DD. */
export type Moments = Readonly<Record<string, string>>;

/** Tests one condition. `on` is the day it is judged on unless the condition names its own. Total: any facts give a verdict. */
export function testCondition(condition: Condition, facts: Facts, on: string, moments: Moments = {}): Verdict {
  const finding = find(condition, facts, on, moments);
  if ('missing' in finding || finding.met) return finding;
  return { met: false, reason: `不符合“${describeCondition(condition)}”：${finding.found}。` };
}

export interface EligibilityResult {
  /** Every condition is met. */
  readonly qualified: boolean;
  readonly reasons: readonly string[];
  /** Facts (or moments) without which some condition cannot be judged. */
  readonly missing: readonly string[];
}

/** Tests the conditions that are for `post`, all of them: a refusal names every reason (《竞争上岗规定》: 不符合的应当说明原因). */
export function testEligibility(
  conditions: readonly Condition[],
  post: string,
  facts: Facts,
  on: string,
  moments: Moments = {},
): EligibilityResult {
  const verdicts = conditions
    .filter((condition) => appliesTo(condition, post))
    .map((condition) => testCondition(condition, facts, on, moments));
  const reasons = verdicts.flatMap((verdict) => ('reason' in verdict ? [verdict.reason] : []));
  const missing = [...new Set(verdicts.flatMap((verdict) => ('missing' in verdict ? [verdict.missing] : [])))];
  return { qualified: reasons.length === 0 && missing.length === 0, reasons, missing };
}

/** Those that a review is about: the ones that it names, else all. */
export const reviewedBy = (conditions: readonly Condition[], named: readonly string[] | undefined): Condition[] =>
  conditions.filter(({ id }) => !named || (id !== undefined && named.includes(id)));

export const appliesTo = (condition: Condition, post: string): boolean => condition.posts?.includes(post) ?? true;

/** The facts that conditions ask for, each once. A key that comes twice is asked for with two types: a fault of the plan. */
export function factsNeeded(conditions: readonly Condition[]): readonly FactSpec[] {
  const specs = conditions.flatMap((condition) =>
    isSingle(condition) ? kindOf(condition).facts(condition) : factsNeeded(partsOf(condition)),
  );
  return [...new Map(specs.map((spec) => [`${spec.key} ${spec.type}`, spec])).values()];
}

/** The plan's own text, or one made from the rule. */
export function describeCondition(condition: Condition): string {
  if (condition.text !== undefined) return condition.text;
  if (isSingle(condition)) return kindOf(condition).describe(condition);
  const parts = partsOf(condition).map(describeCondition);
  if (condition.rule === 'not') return `不得：${parts.join('')}`;
  return parts.join(condition.rule === 'anyOf' ? '，或' : '，且');
}

/** Of these facts, those that no answer to other conditions can make unnecessary: what stands in an anyOf may be left out. */
export function factsRequired(conditions: readonly Condition[]): readonly FactSpec[] {
  return factsNeeded(conditions.flatMap(unavoidable));
}

function unavoidable(condition: Condition): readonly SingleCondition[] {
  if (isSingle(condition)) return [condition];
  const parts = partsOf(condition);
  return condition.rule === 'anyOf' && parts.length > 1 ? [] : parts.flatMap(unavoidable);
}

function find(condition: Condition, facts: Facts, inherited: string, moments: Moments): Finding {
  const on = dayOf(condition.on, inherited, moments);
  if (on === undefined) return { missing: condition.on ?? 'on' };
  if (isSingle(condition)) return kindOf(condition).test(facts, condition, on);
  const findings = partsOf(condition).map((part) => find(part, facts, on, moments));
  const absent = findings.find((finding) => 'missing' in finding);
  const failed = findings.flatMap((finding) => ('found' in finding ? [finding.found] : []));
  const anyMet = findings.some((finding) => 'met' in finding && finding.met);
  const found = [...new Set(failed)].join('；');
  switch (condition.rule) {
    case 'anyOf':
      return anyMet ? MET : (absent ?? notMet(found));
    case 'allOf':
      return failed.length > 0 ? notMet(found) : (absent ?? MET);
    case 'not':
      return absent ?? (anyMet ? notMet(`属于“${describeCondition(condition.of)}”的情形`) : MET);
  }
}

function dayOf(on: string | undefined, inherited: string, moments: Moments): string | undefined {
  const day = on === undefined ? inherited : isDate(on) ? on : Object.hasOwn(moments, on) ? moments[on] : undefined;
  return day !== undefined && isDate(day) ? day : undefined;
}

function partsOf(condition: Exclude<Condition, SingleCondition>): readonly Condition[] {
  return condition.rule === 'not' ? [condition.of] : condition.of;
}

function isSingle(condition: Condition): condition is SingleCondition {
  return condition.rule !== 'anyOf' && condition.rule !== 'allOf' && condition.rule !== 'not';
}

// Each kind only ever sees conditions that bear its own name; TypeScript cannot follow a lookup by name.
function kindOf(condition: SingleCondition): Rule<string, z.ZodRawShape> {
  return KINDS.find((kind) => kind.name === condition.rule) as unknown as Rule<string, z.ZodRawShape>;
}
