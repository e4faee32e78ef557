import { checkWeights } from '../../arithmetic/scores';
import { factsNeeded } from '../../eligibility/condition';
import { isRaw, type Draft, type DraftOf, type DraftStage } from '../draft';
import { canReach, dominates, type EdgeTable } from '../edges';
import { nodeOf, type DraftGraph } from '../graph';
import { didYouMean } from '../nearest';
import { shortened } from '../phrases';
import { error, type Finding, type Path } from '../problem';

/** A composite's weights are whole and its scores are there when it is computed; a replacement draws on an earlier ranking. */
export function checkRankings(draft: Draft, graph: DraftGraph): Finding[] {
  return draft.stages.flatMap((stage) => {
    if (stage.type === 'grading') return checkGrading(stage, draft, graph);
    if (stage.type !== 'ranking') return [];
    if (stage.form === 'replacement')
      return [...checkSource(stage, draft, graph), ...checkCriteria(stage, draft, graph)];
    return [
      ...checkSum(stage),
      ...checkScores(stage, draft, graph),
      ...checkFloors(stage),
      ...checkCriteria(stage, draft, graph),
    ];
  });
}

/** Scored stages, and earlier composites, which may be parts of another. */
const isScored = ({ type, form }: DraftStage): boolean =>
  type === 'scoredAssessment' ||
  type === 'points' ||
  type === 'keptScore' ||
  type === 'check' ||
  type === 'rollUp' ||
  (type === 'collectiveBallot' && form !== 'review') ||
  (type === 'ranking' && form === 'composite');

const idsOf = (stages: readonly DraftStage[]): string[] => stages.flatMap(({ id }) => id ?? []);

function checkSum({ raw, path, broken }: DraftOf<'ranking'>): Finding[] {
  const { weights, weighting = 'percent' } = raw;
  if (broken.has('weights') || weighting !== 'percent' || !isRaw(weights)) return [];
  const { fault, sum } = checkWeights(Object.values(weights) as number[], 'percent');
  if (fault !== 'weightsNotHundred') return [];
  return [
    error(
      'weightsNotHundred',
      [...path, 'weights'],
      `权重合计 ${sum}%，应为 100%；若按份数计，请写 weighting: parts。`,
      `The weights sum to ${sum} %, not 100 %; if they are parts, say weighting: parts.`,
    ),
  ];
}

function checkScores(stage: DraftOf<'ranking'>, { stages }: Draft, { table }: DraftGraph): Finding[] {
  const { weights } = stage.raw;
  const scored = idsOf(stages.filter(isScored));
  const named = Object.keys(isRaw(weights) ? weights : {}).map((name) => ({
    name,
    path: [...stage.path, 'weights', name] as Path,
    key: true,
  }));
  const added = bonusOf(stage).map((name, index) => ({
    name,
    path: [...stage.path, 'bonus', 'of', index],
    key: false,
  }));
  return [...named, ...added].flatMap(({ name, path, key }): Finding[] => {
    if (!scored.includes(name)) {
      const hint = didYouMean(name, scored);
      const [zh, en] = [hint.zh || `；可用的有 ${scored.join('、')}。`, hint.en || `; there are ${scored.join(', ')}.`];
      return [
        error(
          'notScored',
          path,
          `没有叫 ${shortened(name)} 的评分环节${zh}`,
          `There is no scored stage called ${shortened(name)}${en}`,
          { key },
        ),
      ];
    }
    return missingScore(name, stage, table, path, { key });
  });
}

const bonusOf = ({ raw: { bonus } }: DraftStage): string[] =>
  isRaw(bonus) && Array.isArray(bonus['of'])
    ? bonus['of'].filter((name): name is string => typeof name === 'string')
    : [];

/** Grades go by a score that is there; what is capped, unfit or has consequences is one of the grades. */
function checkGrading(stage: DraftOf<'grading'>, { stages }: Draft, { table }: DraftGraph): Finding[] {
  const { from, bands, caps, consequences, unfit } = stage.raw;
  const scored = idsOf(stages.filter(isScored));
  const grades = Object.keys(isRaw(bands) ? bands : {});
  const named = [caps, consequences].flatMap((each, index) =>
    Object.keys(isRaw(each) ? each : {}).map((name): [Path, string] => [
      [['caps', 'consequences'][index]!, name],
      name,
    ]),
  );
  const listed = (Array.isArray(unfit) ? (unfit as unknown[]) : []).flatMap((name, index): [Path, string][] =>
    typeof name === 'string' ? [[['unfit', index], name]] : [],
  );
  const astray = [...named, ...listed].filter(([, name]) => grades.length > 0 && !grades.includes(name));
  return [
    ...(typeof from !== 'string'
      ? []
      : scored.includes(from)
        ? missingScore(from, stage, table, [...stage.path, 'from'], {})
        : [
            error(
              'notScored',
              [...stage.path, 'from'],
              `没有叫 ${shortened(from)} 的评分环节或排名${didYouMean(from, scored).zh || `；可用的有 ${scored.join('、')}。`}`,
              `There is no scored stage or ranking called ${shortened(from)}${didYouMean(from, scored).en || `; there are ${scored.join(', ')}.`}`,
            ),
          ]),
    ...astray.map(([at, name]) =>
      error(
        'unknownGrade',
        [...stage.path, ...at],
        `没有叫 ${shortened(name)} 的等次；bands 里有 ${grades.join('、')}。`,
        `There is no grade ${shortened(name)}; bands has ${grades.join(', ')}.`,
        { key: typeof at[1] === 'string' },
      ),
    ),
  ];
}

/** A floor is of the composite, or of one of its parts. */
function checkFloors({ raw, path }: DraftOf<'ranking'>): Finding[] {
  const { weights, floors } = raw;
  const parts = Object.keys(isRaw(weights) ? weights : {});
  return (Array.isArray(floors) ? (floors as unknown[]) : []).flatMap((floor, index) => {
    const of = isRaw(floor) ? floor['of'] : undefined;
    if (typeof of !== 'string' || parts.includes(of)) return [];
    const hint = didYouMean(of, parts);
    return [
      error(
        'notScored',
        [...path, 'floors', index, 'of'],
        `${shortened(of)} 不是这次排名的组成部分${hint.zh || `；可用的有 ${parts.join('、')}。`}`,
        `${shortened(of)} is no part of this ranking${hint.en || `; there are ${parts.join(', ')}.`}`,
      ),
    ];
  });
}

function missingScore(
  name: string,
  stage: DraftStage,
  table: EdgeTable,
  path: Path,
  more: { key?: boolean },
): Finding[] {
  const { title } = stage;
  if (!canReach(table, name, nodeOf(stage))) {
    return [
      error(
        'scoreNotBefore',
        path,
        `评分环节 ${name} 不在“${title}”之前，到时没有这项成绩。`,
        `The scored stage ${name} does not come before "${title}", so its score is not there yet.`,
        more,
      ),
    ];
  }
  if (dominates(table, name, nodeOf(stage))) return [];
  return [
    error(
      'scoreNotBefore',
      path,
      `有的路径不经过 ${name} 就到“${title}”，到时没有这项成绩。`,
      `Some path comes to "${title}" without ${name}, so its score may not be there.`,
      more,
    ),
  ];
}

function checkCriteria(stage: DraftOf<'ranking'>, { stages, conditions }: Draft, { table }: DraftGraph): Finding[] {
  const { ties } = stage.raw;
  const criteria = isRaw(ties) && Array.isArray(ties['breakBy']) ? (ties['breakBy'] as unknown[]) : [];
  const facts = factsNeeded(conditions.flatMap((condition) => condition ?? [])).map(({ key }) => key);
  const scored = idsOf(stages.filter(isScored));
  const known = [...scored, ...facts];
  return criteria.flatMap((criterion, index) => {
    const name = isRaw(criterion) ? criterion['by'] : undefined;
    if (typeof name !== 'string' || facts.includes(name)) return [];
    const path: Path = [...stage.path, 'ties', 'breakBy', index, 'by'];
    if (scored.includes(name)) return missingScore(name, stage, table, path, {});
    const hint = didYouMean(name, known);
    return [
      error(
        'unknownCriterion',
        path,
        `没有叫 ${shortened(name)} 的评分环节，也没有条件问到这项信息${hint.zh || '。'}`,
        `No scored stage is called ${shortened(name)}, and no condition asks for such a fact${hint.en || '.'}`,
      ),
    ];
  });
}

function checkSource(stage: DraftOf<'ranking'>, { stages }: Draft, { table }: DraftGraph): Finding[] {
  const { from } = stage.raw;
  if (typeof from !== 'string') return [];
  const path = [...stage.path, 'from'];
  const rankings = idsOf(
    stages.filter(({ type, form }) => (type === 'ranking' && form === 'composite') || type === 'election'),
  );
  if (!rankings.includes(from)) {
    const hint = didYouMean(from, rankings);
    const [zh, en] = [
      hint.zh || `；可用的有 ${rankings.join('、')}。`,
      hint.en || `; there are ${rankings.join(', ')}.`,
    ];
    return [
      error(
        'notARanking',
        path,
        `没有叫 ${shortened(from)} 的排名或选举环节${zh}`,
        `There is no ranking or election called ${shortened(from)}${en}`,
      ),
    ];
  }
  if (dominates(table, from, nodeOf(stage)) && canReach(table, from, nodeOf(stage))) return [];
  return [
    error(
      'rankingNotBefore',
      path,
      `有的路径不经过排名 ${from} 就到“${stage.title}”，到时无人可递补。`,
      `Some path comes to "${stage.title}" without the ranking ${from}, so there is nobody to draw on.`,
    ),
  ];
}
