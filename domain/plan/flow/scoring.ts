import { compare, exact } from '../../arithmetic/exact';
import { checkWeights } from '../../arithmetic/scores';
import { total } from '../../arithmetic/raters';
import type { Draft, DraftOf, DraftStage } from '../draft';
import { error, type Finding } from '../problem';

/** Who scores is said once: a panel, or groups of raters whose weights are whole; the elements of a sheet add up to its full mark. */
export function checkScoring({ stages }: Draft): Finding[] {
  return stages.filter(isScored).flatMap((stage) => [...checkRaters(stage), ...checkElements(stage)]);
}

const isScored = (stage: DraftStage): stage is DraftOf<'scoredAssessment'> => stage.type === 'scoredAssessment';

function checkRaters({ raw, path, title, values }: DraftOf<'scoredAssessment'>): Finding[] {
  const [by, raters] = [raw['by'] !== undefined, raw['raters'] !== undefined];
  if (by === raters)
    return [
      error(
        'ratersOrBy',
        by ? [...path, 'raters'] : path,
        `“${title}”由谁评分应写一处：一个名单（by），或分组评分（raters）。`,
        `Say once who scores "${title}": a panel (by), or groups of raters (raters).`,
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
  const sum = total(Object.values(elements).map(String));
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
