import { nodeOf } from '../graph';
import { breach, type Breach, type Case } from './case';

/** Appointments without the talk. */
export function withoutTalk(plan: Case): Breach[] {
  const silent = plan
    .all('appointment')
    .filter(({ values, broken }) => values.talk === undefined && !broken.has('talk'));
  const unseen = plan.appointments().filter(({ node }) => node === 'appointed');
  return [...silent, ...unseen].map(({ path, title }) =>
    breach(
      'talkMissing',
      path,
      `“${title}”没有任职谈话；请在任职环节（appointment）写明 talk`,
      `"${title}" is without the talk; give an appointment stage its talk`,
    ),
  );
}

/** Probations other than of one year, and appointments without one. An extension follows a probation and may be shorter. */
export function otherThanOneYear(plan: Case): Breach[] {
  const probations = plan.all('probation');
  const nodes = new Set(probations.map(nodeOf));
  const begun = [...plan.graph.table].filter(([node]) => !nodes.has(node)).flatMap(([, edges]) => [...edges.values()]);
  const first = probations.filter((stage) => begun.includes(nodeOf(stage)));
  const wrong = first.filter(({ values }) => values.months !== undefined && values.months !== 12);
  const unproved = plan
    .appointments()
    .filter(({ node }) =>
      node === 'appointed'
        ? !plan.passes(plan.graph.first!, node, probations)
        : !plan.passes(node, 'appointed', probations),
    );
  return [
    ...wrong.map(({ path, values }) =>
      breach(
        'probationNotOneYear',
        [...path, 'months'],
        `试用期 ${values.months} 个月，不是{article}的一年`,
        `a probation of ${values.months} months is not the one year of {article}`,
      ),
    ),
    ...unproved.map(({ path, title }) =>
      breach(
        'probationNotOneYear',
        path,
        `有的路径在“${title}”之后没有一年试用期（probation）`,
        `some path after "${title}" has no probation of one year`,
      ),
    ),
  ];
}
