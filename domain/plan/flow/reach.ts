import type { DraftStage } from '../draft';
import { reachable } from '../edges';
import type { DraftGraph } from '../graph';
import { error, type Finding } from '../problem';
import { isResult } from '../words';

/** Every stage can be reached from the first, and a result from every stage. Of stages that hang together, one is named. */
export function checkReach(graph: DraftGraph): Finding[] {
  return [...unreached(graph).map(nobodyComes), ...endless(graph).map(nobodyLeaves)];
}

function unreached({ table, first, stages }: DraftGraph): DraftStage[] {
  if (first === undefined) return [];
  const reached = new Set([first, ...reachable(table, first)]);
  const left = [...stages]
    .filter(([node, { id }]) => id !== undefined && !reached.has(node))
    .map(([node, stage]) => ({ node, stage, behind: reachable(table, node) }));
  const inOrder = [...left].sort((a, b) => Number(isBehind(a.node)) - Number(isBehind(b.node)));
  const told = new Set<string>();
  return inOrder.flatMap(({ node, stage, behind }) => {
    if (told.has(node)) return [];
    for (const each of behind) told.add(each);
    return [stage];
  });

  function isBehind(node: string): boolean {
    return left.some((other) => other.node !== node && other.behind.has(node));
  }
}

function endless({ table, loose, stages }: DraftGraph): DraftStage[] {
  const ends = (node: string) => loose.has(node) || isResult(node);
  const stuck = [...stages].filter(([node]) => ![node, ...reachable(table, node)].some(ends));
  const told: [string, DraftStage][] = [];
  for (const [node, stage] of stuck) {
    const ahead = reachable(table, node);
    if (!told.some(([other]) => ahead.has(other))) told.push([node, stage]);
  }
  return told.map(([, stage]) => stage);
}

const nobodyComes = ({ path, title }: DraftStage): Finding =>
  error(
    'unreachableStage',
    [...path, 'id'],
    `没有哪条路径能到达“${title}”；请让某个环节的结果指向它，或删去它。`,
    `No path leads to "${title}"; let an outcome of another stage lead to it, or remove it.`,
  );

const nobodyLeaves = ({ path, title }: DraftStage): Finding =>
  error(
    'endlessStage',
    [...path, 'outcomes'],
    `到了“${title}”就永远结束不了；请让某个结果指向结局，如 vacant。`,
    `From "${title}" no end can ever be reached; let an outcome lead to a result, such as vacant.`,
    { key: true },
  );
