import type { DraftOf } from '../draft';
import { nodeOf } from '../graph';
import { breach, type Breach, type Case } from './case';
import { daysOnTheWay, mostDaysOf, UNBOUNDED } from './durations';
import { mostDays, periodText } from './periods';

const YEAR = 366;

/** Decisions on people whom nobody has recommended. In a competition the assessment ballot stands for the democratic recommendation. */
export function unrecommended(plan: Case): Breach[] {
  const { first } = plan.graph;
  const ballots = plan.all('collectiveBallot');
  return plan
    .all('collectiveDecision')
    .filter((stage) => first !== undefined && !plan.passes(first, nodeOf(stage), ballots))
    .map(({ path, title }) =>
      breach(
        'recommendationMissing',
        path,
        `有的路径不经民主推荐或民主测评（collectiveBallot）就到“${title}”`,
        `some path comes to "${title}" without a democratic recommendation or assessment (collectiveBallot)`,
      ),
    );
}

/** The result of a recommendation holds for one year; a gate that asks whether it still does may not ask for more. */
export function longGates(plan: Case): Breach[] {
  const recommended = recommendations(plan).map(nodeOf);
  return plan.all('gate', 'validity').flatMap(({ path, values }) => {
    const within = 'within' in values ? values.within : undefined;
    if (!within || !recommended.includes(values.of ?? '') || mostDays(within) <= YEAR) return [];
    const { zh, en } = periodText(within);
    return [
      breach(
        'recommendationTooOld',
        [...path, 'within'],
        `推荐结果 ${zh}内有效，超过一年`,
        `the result of the recommendation holds for ${en}, more than a year`,
      ),
    ];
  });
}

/**
 * Decisions that some way comes to more than a year after the recommendation, by the longest that the plan gives each stage on it: after
 * a probation, say, when the next of the ranking is taken. A gate that asks whether the result still holds, or another recommendation,
 * makes the year begin anew.
 */
export function lapsed(plan: Case): Breach[] {
  const recommended = recommendations(plan).map(nodeOf);
  const gates = plan
    .all('gate', 'validity')
    .filter(({ values }) => recommended.includes(values.of ?? ''))
    .map(nodeOf);
  const edgesOf = (node: string) => [...(plan.graph.table.get(node) ?? [])];
  const starts = [...recommended, ...gates].flatMap((node) =>
    edgesOf(node).flatMap(([outcome, to]) => (outcome === 'expired' ? [] : [to])),
  );
  const ways = {
    // What has expired is no recommendation, whatever follows.
    next: (node: string) =>
      recommended.includes(node)
        ? []
        : edgesOf(node).flatMap(([outcome, to]) => (gates.includes(node) && outcome !== 'expired' ? [] : [to])),
    days: (node: string) => (gates.includes(node) ? UNBOUNDED : mostDaysOf(plan.graph.stages.get(node))),
  };
  return plan.all('collectiveDecision').flatMap((decision) => {
    const totals = daysOnTheWay([...plan.graph.table.keys()], ways, starts, nodeOf(decision));
    const [longest] = [...totals].sort(([, a], [, b]) => b - a);
    if (!longest || longest[1] <= YEAR) return [];
    const { title } = plan.graph.stages.get(longest[0])!;
    return [
      breach(
        'recommendationTooOld',
        decision.path,
        `经“${title}”到“${decision.title}”，按方案的期限会在民主推荐一年以后，推荐结果不再有效；请先看结果是否有效（gate，form: validity），或重新推荐`,
        `by way of "${title}" people can come to "${decision.title}" more than a year after the recommendation, which holds for one year; ask first whether it still does (gate, form: validity), or recommend anew`,
      ),
    ];
  });
}

/** The ballots that recommend; where none is called so, every ballot. */
function recommendations(plan: Case): DraftOf<'collectiveBallot'>[] {
  const named = plan.all('collectiveBallot', 'recommendation');
  return named.length > 0 ? named : plan.all('collectiveBallot');
}
