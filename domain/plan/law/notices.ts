import { nodeOf } from '../graph';
import { breach, type Breach, type Case } from './case';

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
