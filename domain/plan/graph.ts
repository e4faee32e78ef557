import { isRaw, type Draft, type DraftOf, type DraftStage, type Raw } from './draft';
import type { EdgeTable } from './edges';
import { nearest } from './nearest';
import { resultWords } from './words';

/** The edges of a draft. A slip of the pen in an edge is mended here, so that one mistake is told once and hides nothing behind it. */
export interface DraftGraph {
  readonly table: EdgeTable;
  readonly first: string | undefined;
  /** Stages some of whose edges cannot be told. */
  readonly loose: ReadonlySet<string>;
  readonly stages: ReadonlyMap<string, DraftStage>;
}

// No stage has so many outcomes; a hostile one shall not cost more.
const MOST_OUTCOMES = 20;

/** What a stage says of its outcomes. */
export const entriesOf = (outcomes: Raw): [string, unknown][] => Object.entries(outcomes).slice(0, MOST_OUTCOMES);

/** The node of a stage: its id, or its place in the list when it has none. */
export const nodeOf = (stage: DraftStage): string => stage.id ?? `stages[${stage.path.at(-1)}]`;

export function graphOf({ stages }: Draft): DraftGraph {
  const byNode = new Map<string, DraftStage>();
  for (const stage of stages) if (isRaw(stage.entry) && !byNode.has(nodeOf(stage))) byNode.set(nodeOf(stage), stage);
  const targets = targetsOf(stages);
  const loose = new Set<string>();
  const table = new Map<string, Map<string, string>>();
  for (const [node, stage] of byNode) {
    const edges = edgesOf(stage, targets);
    table.set(node, edges);
    if (neededOutcomes(stage).some((outcome) => !edges.has(outcome)) || !isRaw(stage.raw['outcomes'])) loose.add(node);
  }
  const joins = new Map(
    [...byNode].flatMap(([node, stage]) => (stage.type === 'join' ? [[node, countedAt(stage)]] : [])),
  );
  return { table: Object.assign(table, { joins }), first: table.keys().next().value, loose, stages: byNode };
}

/** The strands that count at a join, each by the stages by which one has passed it; none where any of them is enough. */
function countedAt({ values: { strands = {}, counts } }: DraftOf<'join'>): string[][] {
  const all = Object.entries(strands).map(([name, stages]) => ({ name, stages: Object.keys(stages) }));
  return all.filter(({ name }) => counts === 'all' || counts === name).map(({ stages }) => stages);
}

/** Everything an edge may lead to. */
export const targetsOf = (stages: readonly DraftStage[]): ReadonlySet<string> =>
  new Set([...stages.flatMap(({ id }) => id ?? []), ...resultWords]);

/** The outcomes that the stage can have as it is set. */
export function neededOutcomes({ definition, raw }: DraftStage): readonly string[] {
  if (!definition) return [];
  const sometimes = Object.entries(definition.sometimes ?? {}).filter(([, happens]) => happens(raw));
  return [...definition.outcomes, ...sometimes.map(([outcome]) => outcome)];
}

/** The outcomes that a stage of this form can have with some setting. */
export const possibleOutcomes = ({ definition }: DraftStage): readonly string[] =>
  definition ? [...definition.outcomes, ...Object.keys(definition.sometimes ?? {})] : [];

/** The outcome that a name stands for: itself, or the one it is a slip of, unless that one is there too. */
export function meantOutcome(stage: DraftStage, name: string): string | undefined {
  const possible = possibleOutcomes(stage);
  if (!stage.definition || possible.includes(name)) return name;
  const outcomes = stage.raw['outcomes'];
  return nearest(
    name,
    possible.filter((outcome) => !isRaw(outcomes) || !Object.hasOwn(outcomes, outcome)),
  );
}

function edgesOf(stage: DraftStage, targets: ReadonlySet<string>): Map<string, string> {
  const { outcomes } = stage.raw;
  const edges = new Map<string, string>();
  if (!isRaw(outcomes)) return edges;
  for (const [name, target] of entriesOf(outcomes)) {
    const outcome = meantOutcome(stage, name);
    const to = typeof target !== 'string' ? undefined : targets.has(target) ? target : nearest(target, targets);
    if (outcome !== undefined && to !== undefined) edges.set(outcome, to);
  }
  return edges;
}
