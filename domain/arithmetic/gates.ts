import { z } from 'zod';
import { compare, exact, over, readExact, RuleError, ZERO, type Exact } from './exact';
import { count, type Share } from './share';

/** A gate's answer in numbers of people. */
export interface GateResult {
  readonly met: boolean;
  readonly needed: number;
  readonly actual: number;
}

/** So many people to one vacancy: 3, "3", "3:1", "2.5:1", "3:2". */
export type Ratio = string | number;

/** Reads a ratio of people to vacancies; undefined unless it is a positive number or two with a colon between them. */
export function readRatio(ratio: Ratio): Exact | undefined {
  const [people, vacancies = '1', ...rest] = String(ratio)
    .replace('：', ':')
    .split(':')
    .map((part) => part.trim());
  const above = people === undefined ? undefined : readExact(people);
  const below = readExact(vacancies);
  if (rest.length > 0 || !above || !below || compare(above, ZERO) <= 0 || compare(below, ZERO) <= 0) return undefined;
  return over(above, below);
}

export const ratioSchema = z.union([z.string(), z.number()]).refine((ratio) => readRatio(ratio) !== undefined, {
  error: '应为人数与职数之比，如 3 或 3:1 (people to vacancies, such as 3 or 3:1)',
});

/** As `readRatio`; throws RuleError `notARatio`. */
export function ratio(text: Ratio): Exact {
  const read = readRatio(text);
  if (!read) throw new RuleError('notARatio', text);
  return read;
}

/**
 * People against ratio × vacancies (3:1 of 《竞争上岗规定》; 10:1, 5:1, 3:1 of 《公开选拔规定》). `reducedVacancies`: the most
 * vacancies, at most those there are, that these people would satisfy. Throws RuleError `notARatio`, `notACount`.
 */
export function ratioGate(
  people: number,
  toOne: Ratio,
  vacancies: number,
): GateResult & { readonly reducedVacancies: number } {
  const each = ratio(toOne);
  const needed = Number(each.mul(exact(count(vacancies))).ceil());
  const reducedVacancies = Math.min(vacancies, Number(over(exact(count(people)), each).floor()));
  return { met: people >= needed, needed, actual: people, reducedVacancies };
}

/** At least so many people. Throws RuleError `notACount`. */
export function minimumGate(people: number, minimum: number): GateResult {
  return { met: count(people) >= count(minimum), needed: minimum, actual: people };
}

/** More people than vacancies (《竞争上岗规定》: 考察对象人数应当多于竞争职位数). Throws RuleError `notACount`. */
export function moreThan(people: number, vacancies: number): GateResult {
  return minimumGate(people, count(vacancies) + 1);
}

const people = z.int().min(1).max(10_000);

/** What a gate asks of a number of people: a ratio to the vacancies or to the post, a count, or more than there are vacancies. */
export const demandSchema = z.union([
  z.strictObject({ ratio: ratioSchema, per: z.enum(['vacancy', 'post']).default('vacancy') }),
  z.strictObject({ atLeast: people }),
  z.strictObject({ moreThan: z.literal('vacancies') }),
]);
export type Demand = z.output<typeof demandSchema>;

/**
 * People against what a gate asks of so many vacancies. `reducedVacancies`: the most vacancies, at most those there are, for which
 * these people would satisfy it. Throws RuleError `notARatio`, `notACount`.
 */
export function demandGate(
  people: number,
  demand: Demand,
  vacancies: number,
): GateResult & { readonly reducedVacancies: number } {
  if ('ratio' in demand && demand.per === 'vacancy') return ratioGate(people, demand.ratio, vacancies);
  if ('moreThan' in demand)
    return { ...moreThan(people, vacancies), reducedVacancies: Math.min(vacancies, Math.max(0, people - 1)) };
  const gate = 'ratio' in demand ? ratioGate(people, demand.ratio, 1) : minimumGate(people, demand.atLeast);
  const { met, needed, actual } = gate;
  return { met, needed, actual, reducedVacancies: met ? vacancies : 0 };
}

export interface Sample {
  /** ceil(share × population): never fewer are drawn or forced in. */
  readonly needed: number;
  readonly mandatory: number;
  /** How many to draw by lot from those who are not mandatory. */
  readonly draw: number;
  readonly total: number;
}

/**
 * How many files to read: at least a share of the population, and all mandatory ones (篇2: 不少于三分之一). Mandatory files come on
 * top of the share unless `mandatoryCounts`. Throws RuleError `countsDisagree` when more are mandatory than there are.
 */
export function sampleAtLeast(atLeast: Share, population: number, mandatory = 0, mandatoryCounts = false): Sample {
  if (count(mandatory) > count(population)) throw new RuleError('countsDisagree', `${mandatory} > ${population}`);
  const line = exact(`${atLeast.numerator}/${atLeast.denominator}`).mul(exact(population));
  const needed = Math.min(population, Number(atLeast.strict ? line.floor().add(1) : line.ceil()));
  const draw = Math.min(population - mandatory, Math.max(0, mandatoryCounts ? needed - mandatory : needed));
  return { needed, mandatory, draw, total: mandatory + draw };
}
