import { ratio, type Demand } from '../../arithmetic/gates';
import { compare, exact } from '../../arithmetic/exact';
import { placesFor } from '../../arithmetic/ranking';
import type { DraftOf } from '../draft';
import { reachable } from '../edges';
import { nodeOf } from '../graph';
import { breach, type Breach, type Case } from './case';

const mostVacancies = (plan: Case): number => Math.max(1, ...plan.draft.posts.map(({ vacancies }) => vacancies ?? 1));

/** Whether a gate asks for so many people to each vacancy of every post. */
function asks(plan: Case, demand: Demand | undefined, toOne: number): boolean {
  if (!demand || !('ratio' in demand)) return false;
  return compare(ratio(demand.ratio), exact(toOne * (demand.per === 'post' ? mostVacancies(plan) : 1))) >= 0;
}

/**
 * Reviews after which people go on to a score or a decision without the ratio having been asked for, there or at a gate on the way. It
 * is asked of those whose review opens the competition, not again of a later review, nor where an exam held elsewhere is taken over.
 */
export function withoutRatio(plan: Case, toOne: number): Breach[] {
  const gates = plan.all('gate').filter(({ values }) => 'target' in values && asks(plan, values.target, toOne));
  const ends = [...plan.all('appraisal'), ...plan.all('collectiveDecision'), ...plan.all('appointment')];
  return opening(plan).flatMap((stage) => {
    const { path, values, broken } = stage;
    const { gate } = values;
    if (broken.has('gate') || asks(plan, gate, toOne)) return [];
    if (gates.length > 0 && ends.every((end) => plan.passes(nodeOf(stage), nodeOf(end), gates))) return [];
    const [zh, en] = gate
      ? [`${gate.ratio}（每${gate.per === 'post' ? '职位' : '职数'}）`, `${gate.ratio} (per ${gate.per})`]
      : ['没有写明', 'not given'];
    return [
      breach(
        'gateTooLow',
        gate ? [...path, 'gate'] : path,
        `合格人数与职数之比${zh}，一般不低于 ${toOne}:1`,
        `the ratio of people to vacancies is ${en}; generally it is ${toOne}:1 or more`,
      ),
    ];
  });
}

/** The reviews that people can come to without an earlier one. */
function opening(plan: Case): DraftOf<'eligibilityReview'>[] {
  const { first } = plan.graph;
  const [reviews, taken] = [plan.all('eligibilityReview'), plan.all('keptScore')];
  return reviews.filter((stage) => {
    const earlier = [...reviews.filter((each) => each !== stage), ...taken];
    return first !== undefined && (nodeOf(stage) === first || !plan.passes(first, nodeOf(stage), earlier));
  });
}

/** A last cut before stages of some kind, and a post for which it takes too few. */
export interface ShortCut {
  readonly cut: DraftOf<'ranking'>;
  readonly title: string;
  readonly seats: number;
  readonly taken: number;
}

/** The rankings after which people come to one of these stages without another ranking, and take fewer than the post needs. */
export function shortCuts(plan: Case, before: readonly string[], needed: (seats: number) => number): ShortCut[] {
  const rankings = plan.all('ranking', 'composite');
  return rankings.flatMap((cut) => {
    const others = new Set(rankings.map(nodeOf).filter((each) => each !== nodeOf(cut)));
    const ahead = reachable(plan.graph.table, nodeOf(cut), others);
    const take = 'take' in cut.values ? cut.values.take : undefined;
    if (!take || !before.some((node) => ahead.has(node))) return [];
    const short = plan.draft.posts.find(
      ({ vacancies }) => vacancies !== undefined && placesFor(take, vacancies) < needed(vacancies),
    );
    if (!short) return [];
    const seats = short.vacancies!;
    return [{ cut, title: short.title ?? short.id ?? '', seats, taken: placesFor(take, seats) }];
  });
}
