import { z } from 'zod';

const note = z.string().trim().max(4000);
const person = z.string().min(1).max(64);
/** A score as people write it: up to four decimals, no exponent. */
const score = z
  .string()
  .regex(/^\d{1,4}(\.\d{1,4})?$/, '分数应写成数字，如 88 或 88.5 · a score is a number such as 88 or 88.5');
const count = z.number().int().min(0).max(1_000_000);
const day = z.iso.date();

/** A yes or no of an organ; everything but the first word needs its reason. */
const verdict = <const T extends readonly [string, string, ...string[]]>(words: T) =>
  z
    .strictObject({ answer: z.enum(words), note: note.default('') })
    .refine(({ answer, note }) => answer === words[0] || note !== '', {
      path: ['note'],
      message: '不同意须说明理由 · a refusal needs its reason',
    });

/**
 * What can be answered: one schema a kind. A window says which kind it takes; its terms (the maximum, the sections …)
 * are checked by `checkAnswer`.
 */
export const answerKinds = {
  motion: verdict(['agreed', 'dropped']),
  approval: verdict(['agreed', 'refused']),
  inquiry: z.strictObject({
    answer: z.enum(['notUpheld', 'upheld']),
    note: note.min(1, '须写明核查结论 · the finding is needed'),
  }),
  application: z.strictObject({
    post: z.string().min(1).max(64),
    /** Further posts, the dearest first. */
    wishes: z.array(z.string().min(1).max(64)).max(20).optional(),
    channel: z.enum(['self', 'organisation']).default('self'),
    facts: z.record(z.string().max(64), z.unknown()),
  }),
  review: verdict(['eligible', 'refused']),
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
  questions: z.strictObject({
    posts: z.record(z.string().max(64), z.array(z.string().trim().min(1).max(2000)).max(50)),
  }),
  presence: z.strictObject({ answer: z.literal('witnessed'), note: note.default('') }),
  opinion: verdict(['noObjection', 'objection']),
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
  gateChoice: z.strictObject({
    answer: z.enum(['proceed', 'reduce', 'reopen', 'drop']),
    note: note.min(1, '须写明理由 · the reason is needed'),
  }),
  signature: verdict(['signed', 'dissented']),
  resolution: z.strictObject({
    present: z.array(person).max(500),
    votes: z.array(z.strictObject({ person, agree: count, disagree: count, abstain: count, defer: count })).max(2000),
    minutes: note.min(1, '须附会议记录要点 · the main points of the minutes are needed'),
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
  probationReview: verdict(['confirmed', 'extended', 'notConfirmed']),
  itemReport: z
    .strictObject({ answer: z.enum(['done', 'carried']), on: day.optional(), note: note.default('') })
    .refine(({ answer, note }) => answer === 'done' || note !== '', {
      path: ['note'],
      message: '结转下一年须说明理由 · what is carried over needs its reason',
    }),
} as const;

/** `ballot`: answered with a credential, by nobody in particular. `term`: nothing is asked, time passes. */
export type AnswerKind = keyof typeof answerKinds | 'ballot' | 'term';
export type NamedKind = keyof typeof answerKinds;
export type AnswerOf<K extends keyof typeof answerKinds> = z.output<(typeof answerKinds)[K]>;

/** What a window adds to the schema of its kind, fixed when it opens. */
export interface Terms {
  readonly max?: number;
  /** What a sheet scores one by one, each with its full mark. */
  readonly elements?: Readonly<Record<string, number>>;
  /** How many questions a post. */
  readonly count?: number;
  /** Minutes a person, or for each part. */
  readonly minutes?: number | Readonly<Record<string, number>>;
  /** Sheets lock when they are handed in. */
  readonly signed?: boolean;
  /** What the numbers of papers are made with, in the place of names; never shown. */
  readonly sealed?: string;
  /** Another window, whose answers must be in before this one takes any. */
  readonly after?: string;
  /** Who enters when, drawn by lot from a published seed. */
  readonly order?: readonly string[];
  readonly inOrder?: boolean;
  /** The seed that order and raters were drawn with, and among whom raters were. */
  readonly seed?: string;
  readonly drawnFrom?: readonly string[];
  readonly sections?: readonly string[];
  readonly dimensions?: readonly string[];
  readonly fourMusts?: boolean;
  readonly posts?: readonly string[];
  readonly channels?: readonly string[];
  readonly changePost?: boolean;
  readonly grades?: Readonly<Record<string, number>>;
  readonly subjects?: readonly string[];
  readonly entitled?: readonly string[];
  readonly electorate?: string;
  readonly choices?: readonly string[];
  readonly undirected?: boolean;
  /** Members of a committee who withdraw, by the person voted on. */
  readonly recused?: Readonly<Record<string, readonly string[]>>;
  /** Posts that each person may be assigned to. */
  readonly openTo?: Readonly<Record<string, readonly string[]>>;
  /** Both days included; an officer may set others when they are announced. */
  readonly scheduled?: { readonly from: string; readonly to: string };
}
