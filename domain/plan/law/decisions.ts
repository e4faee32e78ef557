import { readShare } from '../../arithmetic/share';
import type { DraftOf } from '../draft';
import { breach, type Breach, type Case } from './case';

/** Nodes that people can come to without a collective decision. */
export function undecided(plan: Case, nodes: ReturnType<Case['appointments']>): Breach[] {
  const decisions = plan.all('collectiveDecision');
  return nodes
    .filter(({ node }) => plan.origins().some((origin) => !plan.passes(origin, node, decisions)))
    .map(({ path, title }) =>
      breach(
        'decisionMissing',
        path,
        `有的路径未经集体讨论决定就到“${title}”`,
        `some path comes to "${title}" without a collective decision`,
      ),
    );
}

/** Two thirds present, and more than half of all members in favour. */
export const looseVotes = (plan: Case): Breach[] => plan.all('collectiveDecision').flatMap(votes);

function votes({ path, values, broken }: DraftOf<'collectiveDecision'>): Breach[] {
  const quorum = readShare(values.quorum ?? '');
  const pass = readShare(values.pass ?? '');
  const enough = !quorum || quorum.numerator * 3 >= quorum.denominator * 2;
  const more =
    pass && (pass.numerator * 2 > pass.denominator || (pass.strict && pass.numerator * 2 === pass.denominator));
  const majority = !pass || more;
  const ofAll = values.of === 'entitled' || broken.has('of');
  return [
    ...(enough
      ? []
      : [
          breach(
            'quorumTooLow',
            [...path, 'quorum'],
            `到会成员 ${values.quorum}，少于{article}的应到会成员三分之二以上`,
            `a quorum of ${values.quorum} is less than two thirds of the members`,
          ),
        ]),
    ...(majority
      ? []
      : [
          breach(
            'passTooLow',
            [...path, 'pass'],
            `${values.pass} 同意即通过，不是“超过半数”；请写 '>1/2'`,
            `${values.pass} in favour is not more than half; say '>1/2'`,
          ),
        ]),
    ...(ofAll
      ? []
      : [
          breach(
            'passTooLow',
            [...path, 'of'],
            '同意票应以应到会成员计；请写 of: entitled',
            'votes are counted of the members entitled to attend; say of: entitled',
          ),
        ]),
  ];
}
