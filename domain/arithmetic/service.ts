import { completedMonths, completedYears } from '../calendar/dates';

/** Completed years of age (周岁) on a day; born on 29 February, a year is completed on 28 February (Civil Code art. 202). Throws RuleError `notADate`. */
export const ageCompletedYears = (born: string, on: string): number => completedYears(born, on);

export interface RankStep {
  readonly met: boolean;
  readonly steps: number;
  /** Months needed at one's own level; null: so many steps are refused however long one has served. */
  readonly needed: number | null;
  readonly actual: number;
}

/** 《公开选拔规定》: one level up after one full year at one's own, two after four, never three. The same level or a lower one needs nothing. */
export function rankStep(
  steps: number,
  monthsAtOwnLevel: number,
  monthsByStep: readonly number[] = [12, 48],
): RankStep {
  const needed = steps <= 0 ? 0 : (monthsByStep[steps - 1] ?? null);
  return { met: needed !== null && monthsAtOwnLevel >= needed, steps, needed, actual: monthsAtOwnLevel };
}

export interface TenureRule {
  readonly years: number;
  readonly youngAge: number;
  readonly youngYears: number;
  readonly mustYears: number;
  /** A post that needs a qualification is exempt below `mustYears`; the rule is silent on it from there on. */
  readonly qualificationAtMust: 'undecided' | 'must' | 'exempt';
}

/** 篇10: five full years, three when aged 35 or under (35 itself included), and in any case six. */
export const TENURE_RULE: TenureRule = {
  years: 5,
  youngAge: 35,
  youngYears: 3,
  mustYears: 6,
  qualificationAtMust: 'undecided',
};

export interface Tenure {
  /** `due`: rotates in principle; `must`: has to; `exempt`: a qualification post; `undecided`: people decide, with a reason. */
  readonly status: 'notDue' | 'due' | 'must' | 'exempt' | 'undecided';
  readonly age: number;
  readonly months: number;
  readonly dueAtMonths: number;
  readonly mustAtMonths: number;
}

/** Whether a person has been in one post too long on a day (交流轮岗). Dates are YYYY-MM-DD. Throws RuleError `notADate`. */
export function tenure(
  person: { born: string; inPostSince: string; qualificationPost: boolean },
  on: string,
  rule: TenureRule = TENURE_RULE,
): Tenure {
  const age = completedYears(person.born, on);
  const months = completedMonths(person.inPostSince, on);
  const mustAtMonths = 12 * rule.mustYears;
  const dueAtMonths = Math.min(mustAtMonths, 12 * (age <= rule.youngAge ? rule.youngYears : rule.years));
  return { status: status(), age, months, dueAtMonths, mustAtMonths };

  function status(): Tenure['status'] {
    if (months < dueAtMonths) return 'notDue';
    if (months < mustAtMonths) return person.qualificationPost ? 'exempt' : 'due';
    return person.qualificationPost ? rule.qualificationAtMust : 'must';
  }
}
