import type { Draft, DraftStage } from '../draft';
import { error, warning, type Finding, type Path } from '../problem';

/** Panels can be filled, and are large enough for the scores that are dropped. */
export function checkPanels(draft: Draft): Finding[] {
  const ranges = [...draft.panels].flatMap(([name, panel]) =>
    panel?.min !== undefined && panel.max !== undefined && panel.min > panel.max
      ? [
          error(
            'panelRange',
            ['panels', name, 'max'],
            `“${panel.title}”至多 ${panel.max} 人，少于至少 ${panel.min} 人。`,
            `"${panel.title}" has at most ${panel.max} people, fewer than its least, ${panel.min}.`,
          ),
        ]
      : [],
  );
  return [...ranges, ...draft.stages.flatMap((stage) => checkTrim(draft, stage))];
}

function checkTrim(draft: Draft, stage: DraftStage): Finding[] {
  if (stage.type !== 'scoredAssessment') return [];
  const { trim, by, raters = {}, divided } = stage.values;
  return [
    ...(divided?.among ?? [by]).flatMap((each) => trimOf(draft, { by: each, trim }, [...stage.path, 'trim'])),
    ...Object.entries(raters).flatMap(([name, group]) => trimOf(draft, group, [...stage.path, 'raters', name, 'trim'])),
  ];
}

interface Group {
  readonly by?: string | undefined;
  readonly drawn?: { readonly from: string; readonly count: number } | undefined;
  readonly trim?: { readonly high: number; readonly low: number } | undefined;
}

function trimOf({ panels }: Draft, { by, drawn, trim }: Group, path: Path): Finding[] {
  const panel = drawn
    ? { title: drawn.from, min: drawn.count, max: drawn.count }
    : by === undefined
      ? undefined
      : panels.get(by);
  if (!trim || !panel) return [];
  const needed = trim.high + trim.low + 1;
  const few = panel.max !== undefined && panel.max < needed ? panel.max : panel.min;
  const zh = `去掉 ${trim.high} 个最高分、${trim.low} 个最低分至少需要 ${needed} 人评分`;
  const en = `Dropping ${trim.high} highest and ${trim.low} lowest needs at least ${needed} scores`;
  if (few === undefined) {
    return needed === 1
      ? []
      : [
          warning(
            'trimTooMany',
            path,
            `${zh}；请在“${panel.title}”里写明 min: ${needed} 以上。`,
            `${en}; give "${panel.title}" a min of ${needed} or more.`,
          ),
        ];
  }
  return few >= needed
    ? []
    : [
        error(
          'trimTooMany',
          path,
          `${zh}，“${panel.title}”可能只有 ${few} 人。`,
          `${en}; "${panel.title}" may have only ${few} people.`,
        ),
      ];
}
