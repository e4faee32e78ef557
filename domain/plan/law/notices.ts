import { nodeOf } from '../graph';
import { breach, type Breach, type Case } from './case';
import { periodOf, periodText, surelyWorkingDays } from './periods';

/** Appointments that can follow a decision (or the beginning, without one) with no notice of the appointees between. */
export function withoutNotice(plan: Case): Breach[] {
  const notices = plan.all('publicNotice', 'appointees');
  const decisions = plan.all('collectiveDecision').map(nodeOf);
  const from = decisions.length > 0 ? decisions : plan.origins().slice(0, 1);
  return plan
    .appointments()
    .filter(({ node }) => from.some((start) => !plan.passes(start, node, notices)))
    .map(({ path, title }) =>
      breach(
        'noticeMissing',
        path,
        `有的路径在讨论决定之后不经任前公示（publicNotice，form: appointees）就到“${title}”`,
        `some path comes to "${title}" after the decision without a notice of the appointees (publicNotice, form: appointees)`,
      ),
    );
}

/** Notices that may stand for less than five working days. */
export function shortNotices(plan: Case): Breach[] {
  return plan.all('publicNotice', 'appointees').flatMap(({ path, values }) => {
    const period = periodOf(values);
    if (!period || surelyWorkingDays(period) >= 5) return [];
    const { zh, en } = periodText(period);
    const days = period.unit === 'workingDay' && !period.countFirst;
    return [
      breach(
        'noticeTooShort',
        [...path, 'period'],
        days
          ? `公示期 ${zh}，少于{article}的五个工作日`
          : `公示期 ${zh}，不能保证{article}的五个工作日；请写 {n: 5, unit: workingDay}`,
        days
          ? `a notice of ${en} is less than the five working days of {article}`
          : `a notice of ${en} may be less than the five working days of {article}; say {n: 5, unit: workingDay}`,
      ),
    ];
  });
}
