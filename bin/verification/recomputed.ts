import { Break } from '../../records/verification';
import type { Plan, Stage } from '../../domain/plan';
import type { Documents } from './documents';
import { chosen, committee, elections, tallies } from './recomputedVotes';
import { gates, grades, ranks, scores } from './recomputedScores';
import type { Worked } from './worked';

/**
 * Works the numbers of every visit that was left out again from what the export holds: scores, tallies, gates, composites and ranks,
 * votes. Returns how many visits had numbers. @throws {Break} at the first that comes out otherwise
 */
export function workOutAgain(documents: Documents, planOf: (version: number) => Plan): number {
  const visits = documents['visits.json'];
  let worked = 0;
  for (const [index, visit] of visits.entries()) {
    const stage = planOf(visit.plan).stages.find(({ id }) => id === visit.stage);
    if (!stage) throw new Break(`环节 ${visit.stage}`, `方案第 ${visit.plan} 版没有这个环节`);
    const where = `环节“${stage.title}”（${visit.id}）`;
    if (visit.status !== 'left') continue;
    for (const { outcome, to } of visit.left)
      if ((stage.outcomes as Record<string, string>)[outcome] !== to && to !== 'cancelled')
        throw new Break(where, `${outcome} 去往 ${to}`, (stage.outcomes as Record<string, string>)[outcome]);
    const earlier: Worked['earlier'] = (id, post) =>
      visits
        .slice(0, index)
        .findLast(
          (each) => each.stage === id && each.status !== 'superseded' && each.lots.some((lot) => lot.post === post),
        )?.finding as ReturnType<Worked['earlier']>;
    if (check({ documents, visit, where, earlier }, stage)) worked++;
  }
  return worked;
}

/** Every type is here: what has no numbers of its own says so, and a new one does not compile without a word. */
function check(worked: Worked, stage: Stage): boolean {
  switch (stage.stage) {
    case 'scoredAssessment':
      return scores(worked, stage);
    case 'ranking':
      return ranks(worked, stage);
    case 'grading':
      return grades(worked, stage);
    case 'eligibilityReview':
      return gates(worked, stage);
    case 'collectiveBallot':
      return tallies(worked, stage);
    case 'election':
      return elections(worked, stage);
    case 'collectiveDecision':
      return stage.form === 'ballot' ? chosen(worked, stage) : committee(worked, stage);
    // Words, of which test/recompute and the rows themselves tell more.
    case 'announcement':
    case 'appointment':
    case 'appraisal':
    case 'approval':
    case 'assignment':
    case 'branch':
    case 'check':
    case 'consultation':
    case 'gate':
    case 'item':
    case 'join':
    case 'keptScore':
    case 'motion':
    case 'nomination':
    case 'officeTerm':
    case 'points':
    case 'probation':
    case 'publicNotice':
    case 'rectification':
    case 'registration':
    case 'rollUp':
    case 'sample':
    case 'scan':
    case 'scoreCheck':
    case 'subcampaign':
    case 'task':
      return false;
    default:
      throw unknown(worked.where, stage);
  }
}

const unknown = (where: string, stage: never): Break =>
  new Break(where, `没有 ${(stage as Stage).stage} 这种环节的复算方法`);
