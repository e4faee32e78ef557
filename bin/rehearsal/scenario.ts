import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readSource } from '../../domain/plan/source';
import { resultWords } from '../../domain/plan';

const name = z.string().trim().min(1).max(40);
const names = z.union([name, z.array(name).min(1)]).transform((value) => (Array.isArray(value) ? value : [value]));
const words = z.record(z.string(), z.unknown());
/** "2026-04-30 10:00" is Beijing time; an instant with its offset is understood too. */
const moment = z.union([
  z.iso.datetime({ offset: true, local: false }),
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
    .transform((text) => `${text.replace(' ', 'T')}:00+08:00`)
    .pipe(z.iso.datetime({ offset: true })),
]);
const score = z.union([z.number(), z.string(), z.null()]);
const tally = z.record(z.string(), z.number().int().min(0));

const person = z.strictObject({
  name,
  /** What others call this person, when two have the same name; the scenario tells them apart by `name`. */
  called: name.optional(),
  /** Panels, and electorates with their class (assessors/staff). */
  in: z.array(z.string()).default([]),
  roles: z.array(z.string()).default([]),
  /** Facts for the registration form; `like` takes over another person's first. */
  facts: words.optional(),
  like: name.optional(),
  /** Comes from outside the unit (外单位). */
  outside: z.boolean().optional(),
  /** So many people of this name, numbered 01, 02 …: 职工 with count 30 are 职工01 to 职工30. */
  count: z.number().int().min(1).max(5000).optional(),
});

/** What people can do in a scenario; the words of the API. */
export const deeds = [
  'answer',
  'apply',
  'changePost',
  'withdraw',
  'askForRecheck',
  'exclude',
  'declareKin',
  'vote',
  'object',
  'correct',
  'suspend',
  'resume',
  'cancel',
  'extend',
  'schedule',
  'changePool',
  'see',
  'close',
  'amend',
  'delegate',
  'enterYear',
  'start',
] as const;

const act = z.strictObject({
  /** In another campaign that this one has started: the id of its plan. */
  in: z.string().optional(),
  /** When: as soon as the stage is open for it, or at an instant. */
  during: z.string().optional(),
  at: moment.optional(),
  /** People, panels, classes of an electorate (assessors/staff), or numbered people from one to another (职工01—职工16). */
  who: names.optional(),
  does: z.enum(deeds),
  about: names.optional(),
  with: words.default({}),
  /** Scores by person, for `answer`: of everybody in `who` the same, or one each in the order of `who`. Null: was absent. A list within the list: the scores of the elements. */
  scores: z.record(name, z.union([score, z.array(z.union([score, z.array(score)]))])).optional(),
  /** For `answer`: of those in `who` only whoever was drawn to answer does, about those whom they were drawn for. */
  drawn: z.boolean().default(false),
  /** For `vote`: how many of those in `who` give each person which grade; a ballot each. */
  tallies: z.record(name, tally).optional(),
  /** The act must be refused with this code; it waits for no stage. */
  refused: z.string().optional(),
});
export type Act = z.output<typeof act>;

const seat = z.strictObject({ result: z.enum(resultWords), person: name.optional() });
const expectation = z.strictObject({
  text: z.string().min(1),
  /** Of another campaign that this one has started: the id of its plan. */
  in: z.string().optional(),
  /** Seats by post, in any order. */
  seats: z.record(z.string(), z.array(seat)).optional(),
  /**
   * What a stage found, by a path into it; of objects only the keys that `is` names are compared. `visit`: the how-many-th of the
   * stage (from 1, the last by default), with `post` of those in which this post (unit, item) was. `first`: what it found at first, before corrections.
   */
  found: z
    .strictObject({
      stage: z.string(),
      path: z.string().default(''),
      is: z.unknown(),
      post: z.string().optional(),
      visit: z.number().int().min(1).optional(),
      first: z.boolean().default(false),
    })
    .optional(),
  /** The last day (Asia/Shanghai) of what a stage asked under a name. */
  lastDay: z
    .strictObject({ stage: z.string(), of: z.string(), is: z.iso.date(), visit: z.number().int().min(1).optional() })
    .optional(),
  /** `saying`: only letters with these terms count. */
  letters: z
    .strictObject({ to: name, letter: z.string(), saying: words.default({}), count: z.number().int().min(0) })
    .optional(),
  /** What anybody reads of a stage whose result the plan publishes, by a path; compared as far as `is` names. */
  published: z
    .strictObject({
      stage: z.string(),
      path: z.string().default(''),
      is: z.unknown(),
      post: z.string().optional(),
      visit: z.number().int().min(1).optional(),
    })
    .optional(),
  record: z.strictObject({ kind: z.string(), count: z.number().int().min(0) }).optional(),
  /** A person's path, stage by stage, as it stands at the end. */
  path: z.strictObject({ person: name, is: z.array(z.string()) }).optional(),
});
export type Expectation = z.output<typeof expectation>;

const scenario = z.strictObject({
  title: z.string().min(1),
  starts: moment,
  /** Other plans that are published beforehand: files in the plan's folder. */
  plans: z.array(z.string().regex(/^[\w-]+\.yaml$/)).default([]),
  people: z.array(person),
  acts: z.array(act),
  expect: z.array(expectation).default([]),
});
export type Scenario = Omit<z.output<typeof scenario>, 'plans'> & {
  readonly lineOf: (path: readonly (string | number)[]) => number;
  /** The texts of the other plans. */
  readonly others?: readonly string[];
};

/** A scenario asks for something that cannot be: which line, and why. */
export class ScenarioFault extends Error {
  constructor(
    readonly line: number,
    readonly zh: string,
  ) {
    super(`第 ${line} 行：${zh}`);
  }
}

/**
 * A scenario, or what is wrong with it, line by line.
 * @param folder where the other plans lie that it names
 */
export function readScenario(
  text: string,
  folder = '.',
): Scenario | { problems: readonly { line: number; zh: string; en: string }[] } {
  const source = readSource(text);
  if (!('value' in source))
    return {
      problems: source.map(({ line }) => ({ line, zh: '这一行不是正确的 YAML', en: 'this is not valid YAML' })),
    };
  const read = scenario.safeParse(source.value);
  const lineOf = (path: readonly (string | number)[]) => source.at(path).line;
  if (read.success) {
    const { plans, ...rest } = read.data;
    const missing = plans.filter((file) => !existsSync(join(folder, file)));
    if (missing.length === 0)
      return { ...rest, lineOf, others: plans.map((file) => readFileSync(join(folder, file), 'utf8')) };
    const line = lineOf(['plans']);
    return { problems: missing.map((file) => ({ line, zh: `没有方案文件 ${file}`, en: `there is no plan ${file}` })) };
  }
  return {
    problems: read.error.issues.map((issue) => ({
      line: lineOf(issue.path as (string | number)[]),
      zh: `脚本此处不正确：${issue.path.join('.')}`,
      en: `${issue.path.join('.')}: ${issue.message}`,
    })),
  };
}

export interface Cast {
  readonly name: string;
  readonly called?: string | undefined;
  readonly in: readonly string[];
  readonly roles: readonly string[];
  readonly facts: Readonly<Record<string, unknown>>;
  readonly outside?: boolean;
}

/** Who publishes the plan, starts the campaign and steers it. */
export const officer = '经办人';
/** The second hand: approves amendments and signs corrections. */
export const second = '复核人';

/** Whom every rehearsal and every demonstration has. */
export const officers: readonly Cast[] = [
  { name: officer, in: [], roles: ['organiser', 'administrator'], facts: {} },
  { name: second, in: [], roles: ['organiser', 'approver'], facts: {} },
];

/** Everybody of a scenario, one by one. */
export function castOf({ people }: Pick<Scenario, 'people'>): Cast[] {
  const factsOf = (each: (typeof people)[number]): Record<string, unknown> => {
    const model = each.like === undefined ? undefined : people.find((other) => other.name === each.like);
    return { ...(model ? factsOf(model) : {}), ...each.facts };
  };
  return people.flatMap((each) => {
    const facts = factsOf(each);
    const one = (name: string): Cast => ({
      name,
      called: each.called,
      in: each.in,
      roles: each.roles,
      facts,
      ...(each.outside ? { outside: true } : {}),
    });
    return each.count === undefined
      ? [one(each.name)]
      : Array.from({ length: each.count }, (_, index) => one(`${each.name}${String(index + 1).padStart(2, '0')}`));
  });
}
