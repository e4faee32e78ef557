import type { Draft, DraftStage } from '../draft';
import { canReach } from '../edges';
import { nodeOf, type DraftGraph } from '../graph';
import { shortened } from '../phrases';
import { error, type Finding, type Path } from '../problem';

/** What samples, intakes and rectifications refer to is there and can be of use to them. */
export function checkInspections(draft: Draft, graph: DraftGraph): Finding[] {
  return draft.stages.flatMap((stage) => [
    ...checkGrounds(stage, draft),
    ...checkIntake(stage, draft, graph),
    ...checkRectification(stage, draft),
  ]);
}

function checkGrounds({ type, values, path }: DraftStage, { stages }: Draft): Finding[] {
  if (type !== 'sample') return [];
  return (values.mandatory ?? []).flatMap((ground, index) => {
    const at = [...path, 'mandatory', index];
    if ('reported' in ground)
      return known(
        ground.reported,
        [...at, 'reported'],
        stages.filter(({ type, form }) => type === 'publicNotice' && form === 'intake'),
        '受理反映的环节（publicNotice，form: intake）',
        'intake of reports (publicNotice, form: intake)',
      );
    if (!('ballot' in ground)) return [];
    const ballots = stages.filter(
      ({ type, form }) => type === 'collectiveBallot' && (form === 'review' || form === 'score'),
    );
    const missing = known(ground.ballot, [...at, 'ballot'], ballots, '评档次的投票环节', 'ballot with grades');
    const grades = gradesOf(ballots.find(({ id }) => id === ground.ballot));
    if (missing.length > 0 || grades.includes(ground.mark)) return missing;
    return [
      error(
        'unknownReference',
        [...at, 'mark'],
        `票上没有“${shortened(ground.mark)}”这一档；有 ${grades.join('、')}。`,
        `The ballot has no grade ${shortened(ground.mark)}; it has ${grades.join(', ')}.`,
      ),
    ];
  });
}

const gradesOf = (ballot: DraftStage | undefined): string[] => {
  const grades = ballot?.raw['grades'];
  return Array.isArray(grades) ? grades.map(String) : Object.keys((grades as object | undefined) ?? {});
};

/** Another track must be able to pass what an intake waits for; its own would wait for itself. */
function checkIntake(stage: DraftStage, { stages }: Draft, { table }: DraftGraph): Finding[] {
  if (stage.type !== 'publicNotice' || stage.form !== 'intake') return [];
  const { until } = stage.raw;
  return (Array.isArray(until) ? (until as unknown[]) : []).flatMap((name, index) => {
    if (typeof name !== 'string') return [];
    const path = [...stage.path, 'until', index];
    const missing = known(name, path, stages, '环节', 'stage');
    if (missing.length > 0 || (name !== stage.id && !canReach(table, nodeOf(stage), name))) return missing;
    return [
      error(
        'waitsForItself',
        path,
        `“${stage.title}”要等 ${shortened(name)} 走完，自己却还要走到那里；受理应由另起的一道（branch，form: beside）承担。`,
        `"${stage.title}" waits until ${shortened(name)} has been passed, and comes there itself; let it stand beside (branch, form: beside).`,
      ),
    ];
  });
}

function checkRectification({ type, raw, path, title }: DraftStage, { stages }: Draft): Finding[] {
  if (type !== 'rectification') return [];
  const { of } = raw;
  const reports = stages.filter((each) => each.type === 'task' && each.raw['problems'] === true);
  return [
    ...(raw['apart'] !== false
      ? []
      : [
          error(
            'notApart',
            path,
            `“${title}”一个单位一份通知书，须各走各的；请去掉 apart: false。`,
            `"${title}" has a notice for each; leave out apart: false.`,
          ),
        ]),
    ...(Array.isArray(of) ? (of as unknown[]) : []).flatMap((name, index) =>
      typeof name === 'string'
        ? known(
            name,
            [...path, 'of', index],
            reports,
            '填报问题的环节（task，problems: true）',
            'task with problems: true',
          )
        : [],
    ),
  ];
}

function known(name: string, path: Path, among: readonly DraftStage[], zh: string, en: string): Finding[] {
  const ids = among.flatMap(({ id }) => id ?? []);
  if (ids.includes(name)) return [];
  return [
    error(
      'unknownReference',
      path,
      `没有叫 ${shortened(name)} 的${zh}${ids.length > 0 ? `；可用的有 ${ids.join('、')}` : ''}。`,
      `There is no ${en} called ${shortened(name)}${ids.length > 0 ? `; there are ${ids.join(', ')}` : ''}.`,
    ),
  ];
}
