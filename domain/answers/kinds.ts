import { z } from 'zod';

const note = z.string().trim().max(4000);
const person = z.string().min(1).max(64);
/** A score as people write it: up to four decimals, no exponent. */
const score = z
  .string()
  .regex(/^\d{1,4}(\.\d{1,4})?$/, '分数应写成数字，如 88 或 88.5 · a score is a number such as 88 or 88.5');
const count = z.number().int().min(0).max(1_000_000);
const day = z.iso.date();

const needsReason = { path: ['note'], message: '不同意须说明理由 · a refusal needs its reason' };

const attachments = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(200),
      sha256: z.string().regex(/^[0-9a-f]{64}$/, '应为 SHA-256 摘要 · a SHA-256 digest'),
    }),
  )
  .max(50)
  .default([]);

/** A yes or no of an organ; everything but the first word needs its reason. */
const verdict = <const T extends readonly [string, string, ...string[]]>(words: T) =>
  z
    .strictObject({ answer: z.enum(words), note: note.default('') })
    .refine(({ answer, note }) => answer === words[0] || note !== '', needsReason);

/**
 * What can be answered: one schema a kind. A window says which kind it takes; its terms (the maximum, the sections …)
 * are checked by `checkAnswer`.
 */
export const answerKinds = {
  motion: z
    .strictObject({
      answer: z.enum(['agreed', 'dropped']),
      note: note.default(''),
      /** By post: how many are approved, and how many of them are filled. */
      headcount: z.record(z.string(), z.strictObject({ approved: count, filled: count })).optional(),
    })
    .refine((given) => given.answer === 'agreed' || given.note !== '', needsReason),
  approval: verdict(['agreed', 'refused']),
  filing: z.strictObject({
    on: day.describe('备案日期'),
    note: note.min(1, '须写明备案的材料 · what was filed must be said'),
  }),
  inquiry: z.strictObject({
    answer: z.enum(['notUpheld', 'upheld']),
    note: note.min(1, '须写明核查结论 · the finding is needed'),
  }),
  invitation: z.strictObject({ answer: z.enum(['accepted', 'declined']), note: note.default('') }),
  application: z.strictObject({
    post: z.string().min(1).max(64),
    /** Further posts, the dearest first. */
    wishes: z.array(z.string().min(1).max(64)).max(20).optional(),
    channel: z.enum(['self', 'organisation']).default('self'),
    facts: z.record(z.string().max(64), z.unknown()),
  }),
  review: verdict(['eligible', 'refused']),
  /** Whether a condition of the kind 一般 is relaxed for a person. */
  relaxation: verdict(['granted', 'refused']),
  recheckRequest: z.strictObject({ grounds: note.min(1, '须写明申请复核的理由 · the grounds are needed') }),
  recheck: z.strictObject({
    answer: z.enum(['eligible', 'refused']),
    note: note.min(1, '须写明复核意见 · the opinion is needed'),
  }),
  sheet: z.union([
    z.strictObject({ score }),
    z.strictObject({ elements: z.record(z.string().max(200), score) }),
    z.strictObject({ absent: z.literal(true) }),
  ]),
  /** What was verified of a person, line by line of the table: a word, a number, or how many of each kind. */
  points: z.strictObject({
    values: z.record(z.string().max(200), z.union([z.string().trim().min(1).max(200), z.record(z.string(), count)])),
    note: note.min(1, '须写明核实的依据 · what it was verified by must be said'),
  }),
  check: z.union([
    verdict(['passed', 'failed']),
    z.strictObject({ items: z.record(z.string().max(200), z.enum(['passed', 'failed'])), note: note.default('') }),
  ]),
  questions: z.strictObject({
    posts: z.record(z.string().max(64), z.array(z.string().trim().min(1).max(2000)).max(50)),
  }),
  presence: z.strictObject({ answer: z.literal('witnessed'), note: note.default('') }),
  opinion: verdict(['noObjection', 'objection']),
  deliberation: z.strictObject({
    present: z.array(person).min(1).max(500),
    note: note.min(1, '须记录酝酿情况 · what was said must be noted'),
  }),
  report: z.strictObject({
    suitable: z.boolean(),
    conclusion: note.min(1, '须写明考察结论 · the conclusion is needed'),
    sections: z.record(z.string(), note.min(1)),
    dimensions: z.record(z.string(), note.min(1)).default({}),
    fourMusts: z
      .strictObject({
        personnelFile: note.min(1),
        personalMatters: note.min(1),
        disciplineOpinion: note.min(1),
        complaints: note.min(1),
      })
      .optional(),
  }),
  postChoice: z.strictObject({ post: z.string().min(1).max(64).nullable() }),
  assignment: z.strictObject({ post: z.string().min(1).max(64).nullable(), note: note.default('') }),
  scoreCheck: z.strictObject({
    answer: z.enum(['stands', 'wrong']),
    note: note.min(1, '须写明核查情况 · what was found is needed'),
  }),
  gateChoice: z.strictObject({
    answer: z.enum(['proceed', 'reduce', 'reopen', 'drop']),
    note: note.min(1, '须写明理由 · the reason is needed'),
  }),
  comparison: z.strictObject({
    order: z.array(person).min(1).max(500),
    sections: z.record(z.string(), note.min(1)),
  }),
  signature: verdict(['signed', 'dissented']),
  resolution: z.strictObject({
    present: z.array(person).max(500),
    votes: z.array(z.strictObject({ person, agree: count, disagree: count, abstain: count, defer: count })).max(2000),
    minutes: note.min(1, '须附会议记录要点 · the main points of the minutes are needed'),
    /** Why the meeting departs from the ranking that it respects. */
    departs: note.min(1).optional(),
  }),
  objection: z.strictObject({
    about: person,
    content: note.min(1, '须写明反映的情况 · what is reported must be said'),
    name: z.string().max(64).optional(),
    contact: z.string().max(200).optional(),
  }),
  talk: z.strictObject({
    answer: z.enum(['accepted', 'declined']),
    by: z.string().min(1).max(64),
    on: day,
    note: note.default(''),
  }),
  document: z.strictObject({ number: z.string().min(1).max(64), issuedOn: day }),
  /** Those present at a ballot without notice, which this opens. */
  roll: z.strictObject({
    present: z.array(person).min(1, '请列出在场的人 · who is present must be said').max(100_000),
  }),
  /** Whom a written-in name means, or why it means nobody. */
  nameRuling: z.union([
    z.strictObject({ person }),
    z.strictObject({ invalid: note.min(1, '须写明无效的理由 · the reason is needed') }),
  ]),
  /** A ballot that was held on paper, by class of voters. */
  paperCount: z.strictObject({
    heldOn: day,
    present: count,
    classes: z.record(
      z.string().max(64),
      z.strictObject({
        issued: count,
        returned: count,
        valid: count,
        void: count,
        tallies: z.record(z.string().max(130), z.record(z.string().max(64), count)),
        writeIns: z.record(z.string().max(64), z.record(z.string().trim().min(1).max(64), count)).default({}),
      }),
    ),
    attachments,
  }),
  nominations: z.strictObject({
    nominees: z
      .array(
        z.strictObject({
          post: z.string().min(1).max(64),
          person,
          reason: note.min(1, '须写明提名理由 · the reason is needed'),
        }),
      )
      .max(500),
    /** Why nobody is proposed for a post. */
    none: z.record(z.string().max(64), note.min(1)).default({}),
  }),
  contract: z.strictObject({
    number: z.string().min(1).max(64),
    issuedOn: day,
    from: day,
    until: day,
    goals: note.min(1, '须写明任期目标 · the goals of the term are needed'),
  }),
  /** The campaign that a stage asks for; what is left out is as in the campaign that starts it. */
  campaignStart: z.strictObject({
    version: z.int().min(1).optional(),
    roster: z
      .strictObject({
        panels: z.record(z.string(), z.array(person)).optional(),
        electorates: z.record(z.string(), z.record(z.string(), z.array(person))).optional(),
        outside: z.array(person).optional(),
        pool: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
      })
      .optional(),
  }),
  annualReview: z.strictObject({ grade: z.string().min(1).max(64), note: note.default('') }),
  probationReview: verdict(['confirmed', 'extended', 'notConfirmed']),
  taskReport: z.strictObject({
    sections: z.record(z.string(), note.min(1)),
    note: note.default(''),
    /** What was found to be wrong, one by one, as it will be quoted. */
    problems: z.array(note.min(1)).max(200).optional(),
  }),
  /** One demand a problem that was found, by the problem's name. */
  rectificationNotice: z.strictObject({
    number: z.string().min(1).max(64),
    items: z.record(
      z.string().max(64),
      z.strictObject({
        demand: note.min(1, '须逐条写明整改要求 · each problem needs its demand'),
        until: day.optional(),
      }),
    ),
  }),
  rectification: z.strictObject({ measures: note.min(1, '须写明整改措施和结果 · what has been done must be said') }),
  rectificationCheck: z
    .strictObject({ answer: z.enum(['settled', 'unsettled']), note: note.default(''), until: day.optional() })
    .refine(({ answer, note }) => answer === 'settled' || note !== '', needsReason),
  handover: z.strictObject({
    since: day.describe('到任日期'),
    facts: z.record(z.string().max(64), z.unknown()).default({}).describe('新的岗位等，以后的核查以此为准'),
    note: note.min(1, '须写明调整到什么岗位 · the new post must be said'),
  }),
  itemReport: z
    .strictObject({
      answer: z.enum(['done', 'carried']),
      on: day.optional(),
      note: note.default(''),
      sections: z.record(z.string(), note.min(1)).default({}),
      attachments,
    })
    .refine(({ answer, note }) => answer === 'done' || note !== '', {
      path: ['note'],
      message: '结转下一年须说明理由 · what is carried over needs its reason',
    }),
} as const;

/** `ballot`: answered with a credential, by nobody in particular. `term`: nothing is asked, time passes. */
export type AnswerKind = keyof typeof answerKinds | 'ballot' | 'term';
export type NamedKind = keyof typeof answerKinds;
export type AnswerOf<K extends keyof typeof answerKinds> = z.output<(typeof answerKinds)[K]>;

/** A problem that a report has stated, in its own words. */
export interface FoundProblem {
  readonly id: string;
  readonly stage: string;
  readonly about: string;
  readonly text: string;
}
