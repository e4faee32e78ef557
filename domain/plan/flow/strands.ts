import type { Draft, DraftOf, DraftStage } from '../draft';
import type { EdgeTable } from '../edges';
import { nodeOf, type DraftGraph } from '../graph';
import { shortened } from '../phrases';
import { error, type Finding, type Path } from '../problem';
import { isResult } from '../words';
import { checkCounts, checkNames, type Between, type Strand } from './strandNames';
import { unfitFor } from './strandStages';

/** Strands for the same people come together where they are joined, and nowhere else; a join counts what comes to it. */
export function checkStrands({ stages }: Draft, graph: DraftGraph): Finding[] {
  const branches = stages.filter(opensStrand);
  const joins = stages.filter((stage): stage is DraftOf<'join'> => stage.type === 'join');
  const known = branches.flatMap(({ id }) => id ?? []);
  const between = joins.flatMap((join): Between[] => {
    const branch = join.values.of;
    return branch !== undefined && known.includes(branch)
      ? [{ join, branch, strands: strandsOf(graph, branch, nodeOf(join)) }]
      : [];
  });
  const astray = joins.filter(({ values: { of } }) => of !== undefined && !known.includes(of));
  const joined = between.flatMap(({ branch, strands }) => [branch, ...strands.flatMap((each) => [...each.stages])]);
  return [
    ...astray.map(branchMissing),
    // Which join is theirs may be what the slip in another is about.
    ...branches.filter((stage) => astray.length === 0 && !joined.includes(nodeOf(stage))).map(joinMissing),
    ...between.flatMap((each) => [
      ...checkStages(each, graph),
      ...checkWays(each, graph),
      ...(sharedBy(each).length > 0 ? [] : checkNames(each, graph)),
      ...checkCounts(each),
    ]),
  ];
}

const opensStrand = (stage: DraftStage): boolean =>
  stage.type === 'branch' && stage.form === 'beside' && stage.raw['with'] === 'people';

function strandsOf({ table, stages }: DraftGraph, branch: string, join: string): Strand[] {
  const opens = (node: string) => stages.has(node) && opensStrand(stages.get(node)!);
  const strands: Strand[] = [];
  const opened = new Set<string>();
  const begin = (entry: string | undefined, seated: boolean): void => {
    if (entry === undefined) return;
    const found = closure(table, entry, new Set([branch, join]), opens);
    strands.push({ entry, stages: found, seated });
    for (const node of found) {
      if (!opens(node) || opened.has(node)) continue;
      opened.add(node);
      begin(table.get(node)!.get('beside'), false);
    }
  };
  begin(table.get(branch)?.get('on'), true);
  begin(table.get(branch)?.get('beside'), false);
  return strands;
}

/** The stages from one on, up to the join, or to the branch again; what a branch begins beside is another strand. */
function closure(
  table: EdgeTable,
  entry: string,
  ends: ReadonlySet<string>,
  opens: (node: string) => boolean,
): Set<string> {
  const found = new Set<string>();
  const open = [entry];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (ends.has(at) || found.has(at) || !table.has(at)) continue;
    found.add(at);
    for (const [outcome, next] of table.get(at)!) if (!(opens(at) && outcome === 'beside')) open.push(next);
  }
  return found;
}

/** Stages that are on more than one strand. */
const sharedBy = ({ strands }: Between): string[] =>
  [...new Set(strands.flatMap(({ stages }) => [...stages]))].filter(
    (node) => strands.filter(({ stages }) => stages.has(node)).length > 1,
  );

/** Each strand has stages that may stand on it. */
const checkStages = ({ strands }: Between, { stages }: DraftGraph): Finding[] =>
  strands.flatMap(({ stages: its, seated }) =>
    [...its].flatMap((node) => {
      const stage = stages.get(node)!;
      const why = unfitFor(stage, seated);
      return why ? [error('notOnStrand', stage.path, `“${stage.title}”${why.zh}`, `"${stage.title}" ${why.en}`)] : [];
    }),
  );

/** From the branch every way leads to the join, each strand by its own stages; and nobody comes to them by another way. */
function checkWays(between: Between, { table, stages }: DraftGraph): Finding[] {
  const { join, branch, strands } = between;
  const inside = new Set(strands.flatMap((strand) => [...strand.stages]));
  const end = nodeOf(join);
  const edges = [...table].flatMap(([from, its]) =>
    [...its].map(([outcome, to]) => ({ from, to, path: [...stages.get(from)!.path, 'outcomes', outcome] as Path })),
  );
  const astray = edges
    .filter(({ from, to }) => inside.has(from) && (isResult(to) || to === branch))
    .map(({ path, to }) =>
      error(
        'strandEnds',
        path,
        `从分道到“${join.title}”之间，各道的每种结果都要通到汇合；这里去往 ${to}，其他各道就等不到它。没有通过的人由汇合的 none 处理。`,
        `Between the branch and "${join.title}" every outcome leads to the join; this one leads to ${to}, and the others would wait in vain. Who has not passed is for the join's none.`,
      ),
    );
  const crossing = edges
    .filter(({ from, to }) => !inside.has(from) && from !== branch && (inside.has(to) || to === end))
    .map(({ path, to }) =>
      error(
        'strandsCross',
        path,
        `${to} 在“${join.title}”以前的几道之中，只能从它的分道 ${branch} 走来。`,
        `${to} is on the strands of "${join.title}", which people come to from the branch ${branch} alone.`,
      ),
    );
  const shared = sharedBy(between).map((node) =>
    error(
      'strandsCross',
      stages.get(node)!.path,
      `“${stages.get(node)!.title}”在不止一道上；各道到汇合以前要分开，同一个人才不会办两次。`,
      `"${stages.get(node)!.title}" is on more than one strand; strands stay apart until they join, so that nobody is dealt with twice.`,
    ),
  );
  return [...astray, ...crossing, ...shared];
}

const branchMissing = ({ path, values: { of = '' } }: DraftOf<'join'>): Finding =>
  error(
    'unknownReference',
    [...path, 'of'],
    `没有叫 ${shortened(of)} 的分道；应为一个 branch（form: beside，with: people）。`,
    `There is no branch called ${shortened(of)} that opens strands (form: beside, with: people).`,
  );

const joinMissing = ({ path, title }: DraftStage): Finding =>
  error(
    'joinMissing',
    [...path, 'with'],
    `“${title}”分出了办同一批人的两道，却没有汇合；请加上 join（of: 这个分道）。`,
    `"${title}" opens two strands for the same people that never come together; add a join (of: this branch).`,
  );
