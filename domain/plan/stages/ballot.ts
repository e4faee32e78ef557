import { z } from 'zod';
import { DENOMINATORS } from '../../arithmetic/ballots';
import { readShare, shareSchema } from '../../arithmetic/share';
import { flag, identifier, panel, period, refuse, text } from '../terms';

/** What every secret vote says: who votes, for how long, how many must take part, and how the vote is held. */
export const voting = {
  electorate: identifier.describe('投票的人（electorates 中的名称） · an electorate, by its name in electorates'),
  within: period.describe('投票期限 · how long the ballot is open'),
  turnout: shareSchema
    .optional()
    .describe('参加人数至少占应参加人数的比例 · the share of the entitled who must take part'),
  turnoutOf: z
    .record(identifier, shareSchema, refuse('turnouts'))
    .optional()
    .describe('各类人员参加人数的比例，如 {leaders: 2/3} · the share of each class of voters who must take part'),
  voids: z
    .array(text, refuse('list'))
    .optional()
    .describe('哪些情形整张票或该行无效，印在票上 · what voids a paper or a line, printed on the paper'),
  surprise: flag
    .default(false)
    .describe('不事先通知，由工作人员当场开启，只发给到场的人 · without notice, opened on the spot to those present'),
  paper: flag
    .default(false)
    .describe('纸质投票，票数由两人分别录入 · held on paper, its numbers entered by two people independently'),
  supervisor: panel
    .optional()
    .describe('到场监督的人，未签字不能结束 · who supervises; it does not close without their word'),
  officers: panel
    .optional()
    .describe('计票、监票人员，不得是候选人或其亲属 · ballot officers, neither candidates nor kin'),
};

/** Of a vote about people who are known when it begins. */
export const recused = z
  .enum(['left', 'counted'])
  .optional()
  .describe(
    '有亲属竞争该职位的人不投这一票：left 不计入应到人数，counted 仍计入 · kin of those who stand do not vote: left out of those entitled, or counted',
  );

export const denominator = z
  .enum(DENOMINATORS)
  .describe(
    '比例以应到会、实到会、发出票、收回票还是有效票计 · of those entitled or present, of ballots issued, returned or valid',
  );

/** The words or signs that a line may be marked with; one left blank is the last. */
export const marksOf = (yes: string, no: string) =>
  z
    .strictObject({ for: text.default(yes), against: text.default(no), abstain: text.default('弃权') })
    .refine((marks) => new Set(Object.values(marks)).size === 3, refuse('marks'))
    .prefault({})
    .describe('票上的符号或用语，如 {for: ○, against: ×} · the marks on the paper');

export const turnoutNotMet = (stage: Readonly<Record<string, unknown>>): boolean =>
  stage['turnout'] !== undefined || stage['turnoutOf'] !== undefined;
export const onPaper = (stage: Readonly<Record<string, unknown>>): boolean => stage['paper'] === true;

/** Two people cannot both have more than half of papers that choose one. */
export function canTie(choices: unknown, least: unknown): boolean {
  const share = typeof least === 'string' ? readShare(least) : undefined;
  if (choices !== 1 || !share) return true;
  const [twice, whole] = [2 * share.numerator, share.denominator];
  return share.strict ? twice < whole : twice <= whole;
}
