import type { Draft, DraftOf } from '../draft';
import { everyPathPasses } from '../edges';
import { nodeOf, type DraftGraph } from '../graph';
import { shortened } from '../phrases';
import { error, type Finding } from '../problem';

/** Assignments see all posts at once; who registers for several is assigned to one before anybody is decided on. */
export function checkAssignments(draft: Draft, graph: DraftGraph): Finding[] {
  return draft.stages.flatMap((stage) => {
    if (stage.type === 'assignment') return [...alone(stage), ...nowhere(stage, draft)];
    return stage.type === 'registration' && 'undirected' in stage.values && stage.values.undirected === true
      ? unassigned(stage, draft, graph)
      : [];
  });
}

const alone = ({ path, title, values, broken }: DraftOf<'assignment'>): Finding[] =>
  values.together === true || broken.has('together')
    ? []
    : [
        error(
          'notTogether',
          path,
          `“${title}”须所有职位一起进行，人员才能从一个职位到另一个职位；请写 together: true。`,
          `"${title}" must see all posts at once, so that people can move between them; say together: true.`,
        ),
      ];

function nowhere(stage: DraftOf<'assignment'>, { posts }: Draft): Finding[] {
  const { silence } = stage.raw;
  if (typeof silence !== 'string' || posts.some(({ id }) => id === silence)) return [];
  return [
    error(
      'unknownPost',
      [...stage.path, 'silence'],
      `没有叫 ${shortened(silence)} 的职位（posts）；请先写明它。`,
      `There is no post called ${shortened(silence)}; define it first.`,
    ),
  ];
}

function unassigned(stage: DraftOf<'registration'>, { stages }: Draft, { table }: DraftGraph): Finding[] {
  const assigning = stages.filter(({ type, form }) => type === 'assignment' && form !== 'choice').map(nodeOf);
  const deciding = stages.filter(({ type }) => type === 'collectiveDecision' || type === 'appointment');
  if (deciding.every((each) => everyPathPasses(table, nodeOf(stage), nodeOf(each), new Set(assigning)))) return [];
  return [
    error(
      'assignmentMissing',
      [...stage.path, 'undirected'],
      '不定向报名的人要在讨论决定、任职之前分配到一个职位；请加上 assignment（byRank 或 byBody）。',
      'Who registers for several posts must be assigned to one before a decision or appointment; add an assignment (byRank or byBody).',
    ),
  ];
}
