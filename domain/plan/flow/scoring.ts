import { compare, exact } from '../../arithmetic/exact';
import { checkWeights } from '../../arithmetic/scores';
import { total } from '../../arithmetic/raters';
import { canReach } from '../edges';
import type { Draft, DraftOf, DraftStage } from '../draft';
import { nodeOf, type DraftGraph } from '../graph';
import { shortened } from '../phrases';
import { error, type Finding } from '../problem';

/** Who scores is said once: a panel, or groups of raters whose weights are whole; the elements of a sheet add up to its full mark. */
export function checkScoring(draft: Draft, graph: DraftGraph): Finding[] {
  return draft.stages
    .filter(isScored)
    .flatMap((stage) => [
      ...checkRaters(stage),
      ...checkElements(stage),
      ...checkGroups(stage, draft, graph),
      ...checkOrder(stage),
    ]);
}

const isScored = (stage: DraftStage): stage is DraftOf<'scoredAssessment'> => stage.type === 'scoredAssessment';

function checkRaters({ raw, path, title, values }: DraftOf<'scoredAssessment'>): Finding[] {
  const said = ['by', 'raters', 'divided'].filter((key) => raw[key] !== undefined);
  if (said.length !== 1)
    return [
      error(
        'ratersOrBy',
        said.length > 1 ? [...path, said.at(-1)!] : path,
        `“${title}”由谁评分应写一处：一个名单（by）、分组评分（raters），或几个组各评一部分人（divided）。`,
        `Say once who scores "${title}": a panel (by), groups of raters (raters), or panels that score some each (divided).`,
      ),
    ];
  const { fault, sum } = checkWeights(
    Object.values(values.raters ?? {}).map(({ weight }) => weight),
    'percent',
  );
  if (!values.raters || fault !== 'weightsNotHundred') return [];
  return [
    error(
      'weightsNotHundred',
      [...path, 'raters'],
      `各组评分人的权重合计 ${sum}%，应为 100%。`,
      `The weights of the groups of raters sum to ${sum} %, not 100 %.`,
    ),
  ];
}

function checkElements({ path, title, values: { elements, max } }: DraftOf<'scoredAssessment'>): Finding[] {
  if (!elements || max === undefined) return [];
  const sum = total(elements.map((each) => String(each.max)));
  if (compare(exact(sum), exact(max)) === 0) return [];
  return [
    error(
      'elementsNotMax',
      [...path, 'elements'],
      `“${title}”各评分要素的满分合计 ${sum}，而 max 是 ${max}；请改成一致。`,
      `The elements of "${title}" add up to ${sum}, but max is ${max}; make them agree.`,
    ),
  ];
}

/** Each group is a panel, or drawn from a panel or from those who came to an earlier stage. */
function checkGroups(
  { path, values, ...stage }: DraftOf<'scoredAssessment'>,
  draft: Draft,
  { table }: DraftGraph,
): Finding[] {
  const before = new Set(
    draft.stages.flatMap(({ id }) =>
      id !== undefined && canReach(table, id, nodeOf({ path, values, ...stage })) ? [id] : [],
    ),
  );
  return Object.entries(values.raters ?? {}).flatMap(([name, { by, drawn }]) => {
    const at = [...path, 'raters', name];
    if ((by === undefined) === (drawn === undefined))
      return [
        error(
          'ratersOrBy',
          at,
          `评分组 ${name} 应写明一种：一个名单（by），或抽签产生（drawn）。`,
          `Say of the group ${name} one of the two: a panel (by), or drawn by lot (drawn).`,
        ),
      ];
    if (!drawn || draft.panels.has(drawn.from) || before.has(drawn.from)) return [];
    return [
      error(
        'unknownRaters',
        [...at, 'drawn', 'from'],
        `没有叫 ${shortened(drawn.from)} 的名单（panels），也没有在先的环节叫这个名称。`,
        `There is no panel called ${shortened(drawn.from)}, and no earlier stage.`,
      ),
    ];
  });
}

function checkOrder({
  path,
  title,
  values: { inOrder, order, agreement, raters },
}: DraftOf<'scoredAssessment'>): Finding[] {
  return [
    ...(inOrder && !order
      ? [
          error(
            'orderNotDrawn',
            [...path, 'inOrder'],
            `“${title}”按出场顺序评分，须写明顺序由何而来：order: drawn。`,
            `"${title}" is scored in order, so say where the order comes from: order: drawn.`,
          ),
        ]
      : []),
    ...(agreement && !raters
      ? [
          error(
            'agreementOfOne',
            [...path, 'agreement'],
            `“${title}”只有一组人评分，谈不上吻合；请分组评分（raters）。`,
            `"${title}" has one panel, so there is nobody to agree with; score by groups (raters).`,
          ),
        ]
      : []),
  ];
}
