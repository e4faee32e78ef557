import { addMonths, completedYears, isDate, type DateText } from '../calendar/dates';

/** How long somebody may hold a post. Numbers are the plan's; ages and years count with their limit (以下、以上含本数). */
export interface TenureRule {
  /** After so many full years in the post somebody is to move, in principle; a limit may be for those of an age alone. */
  readonly due: readonly { readonly years: number; readonly ageAtMost?: number | undefined }[];
  /** After so many somebody must. */
  readonly must: number;
  /** Who holds a post that needs a qualification is exempt from being due; whether also from having to move is a setting. */
  readonly exemptFrom: 'due' | 'both';
}

/** What a file says of somebody in a post. */
export interface Tenure {
  readonly postSince: DateText;
  readonly birthDate: DateText;
  /** 需要专业资格的岗位 */
  readonly qualifiedPost: boolean;
}

export type TenureStatus = 'none' | 'due' | 'must' | 'exempt';

/** Where somebody stands on a day, and why. */
export interface TenureFinding {
  readonly status: TenureStatus;
  readonly years: number;
  readonly age: number;
  readonly reason: string;
}

/** Reads a tenure from somebody's facts; undefined when the file does not say since when and how old. */
export function tenureOf(facts: Readonly<Record<string, unknown>>): Tenure | undefined {
  const { postSince, birthDate, qualifiedPost } = facts;
  if (typeof postSince !== 'string' || typeof birthDate !== 'string') return undefined;
  return isDate(postSince) && isDate(birthDate)
    ? { postSince, birthDate, qualifiedPost: qualifiedPost === true }
    : undefined;
}

/** Whether somebody is due to move, must, or is exempt on a day (交流轮岗): the same answer for the same day, whenever it is asked. */
export function tenureOn(
  rule: TenureRule,
  { postSince, birthDate, qualifiedPost }: Tenure,
  on: DateText,
): TenureFinding {
  const [years, age] = [completedYears(postSince, on), completedYears(birthDate, on)];
  const found = (status: TenureStatus, reason: string) => ({ status, years, age, reason });
  const served = `自${postSince}起任现职满${years}年`;
  const must = years >= rule.must;
  const limit = rule.due
    .filter(({ ageAtMost, years: limit }) => years >= limit && (ageAtMost === undefined || age <= ageAtMost))
    .sort((a, b) => a.years - b.years)[0];
  if (!must && !limit) return found('none', `${served}，未到年限`);
  if (qualifiedPost && !(must && rule.exemptFrom === 'due'))
    return found('exempt', `${served}，所任岗位需要专业资格，不作交流`);
  if (must) return found('must', `${served}，达到${rule.must}年，必须交流`);
  const who = limit!.ageAtMost === undefined ? '' : `年龄${age}岁（${limit!.ageAtMost}岁以下），`;
  return found('due', `${who}${served}，达到${limit!.years}年，原则上应交流`);
}

/** The next day on which the status changes; undefined when it never does. */
export function nextTenureChange(rule: TenureRule, tenure: Tenure, after: DateText): DateText | undefined {
  const days = [
    ...[rule.must, ...rule.due.map(({ years }) => years)].map((years) => addMonths(tenure.postSince, 12 * years)),
    ...rule.due.flatMap(({ ageAtMost }) =>
      ageAtMost === undefined ? [] : [addMonths(tenure.birthDate, 12 * (ageAtMost + 1))],
    ),
  ];
  const now = tenureOn(rule, tenure, after).status;
  return days
    .filter((day) => day > after)
    .sort()
    .find((day) => tenureOn(rule, tenure, day).status !== now);
}
