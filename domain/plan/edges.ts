/** As much of a plan as its edges need, so that unfinished plans and the workflow can use it too. */
export interface Walkable {
  readonly stages: readonly {
    readonly id: string;
    readonly outcomes: { readonly [outcome: string]: string | undefined };
  }[];
}

/** Stage id → outcome → stage id or result word. The first stage of the plan is the first key. */
export interface EdgeTable extends ReadonlyMap<string, ReadonlyMap<string, string>> {
  /** By join, the strands that count there: who leaves it as `passed` has come by a stage of each. */
  readonly joins?: ReadonlyMap<string, readonly (readonly string[])[]>;
}

export function edgeTable(plan: Walkable): EdgeTable {
  return new Map(plan.stages.map(({ id, outcomes }) => [id, new Map(Object.entries(outcomes).filter(isEdge))]));
}

/** A plan or its edge table: whoever asks often makes the table once. */
export type Graph = Walkable | EdgeTable;

const tableOf = (graph: Graph): EdgeTable => ('stages' in graph ? edgeTable(graph) : graph);

/** Where a lot goes that leaves a stage by an outcome; undefined only when the plan was never checked. */
export const nextAfter = (graph: Graph, stage: string, outcome: string): string | undefined =>
  tableOf(graph).get(stage)?.get(outcome);

/** Stages and result words that a lot can come to after it leaves `from`; `from` itself only when an edge leads back to it. */
export function reachable(
  graph: Graph,
  from: string,
  without: ReadonlySet<string> = new Set(),
  follows: (stage: string, outcome: string) => boolean = () => true,
): ReadonlySet<string> {
  const table = tableOf(graph);
  const found = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const [outcome, next] of table.get(at) ?? []) {
      if (found.has(next) || without.has(next) || !follows(at, outcome)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}

/** Whether a lot that leaves `from` can still come to `to`. */
export const canReach = (graph: Graph, from: string, to: string): boolean => reachable(graph, from).has(to);

/**
 * Whether every way from `from` to `to` passes one of `through`; true when there is no way. Passing counts strictly between the
 * two, and at `from` itself. Who has passed a join has come by every strand that counts there.
 */
export function everyPathPasses(graph: Graph, from: string, to: string, through: ReadonlySet<string>): boolean {
  return through.has(from) || !passable(tableOf(graph), from, without(through, to)).has(to);
}

/** As `reachable`; but nobody passes a join without each strand that counts, as far as `from` comes before it. */
function passable(table: EdgeTable, from: string, without: ReadonlySet<string>): ReadonlySet<string> {
  if (!table.joins?.size) return reachable(table, from, without);
  const needed = new Map(
    [...table.joins].map(([join, strands]) => {
      const ahead = reachable(table, from, new Set([join]));
      return [join, strands.filter((strand) => strand.some((stage) => ahead.has(stage)))];
    }),
  );
  for (let found: ReadonlySet<string> = new Set(); ;) {
    const before = found;
    const come = (stage: string) => stage === from || before.has(stage);
    found = reachable(
      table,
      from,
      without,
      (stage, outcome) => outcome !== 'passed' || (needed.get(stage) ?? []).every((strand) => strand.some(come)),
    );
    if (found.size === before.size) return found;
  }
}

/** Whether every way from the first stage to `to` passes `stage` (dominance, a stage dominating itself). */
export function dominates(graph: Graph, stage: string, to: string): boolean {
  const [first] = tableOf(graph).keys();
  return stage === to || first === undefined || everyPathPasses(graph, first, to, new Set([stage]));
}

const without = (through: ReadonlySet<string>, end: string): ReadonlySet<string> =>
  new Set([...through].filter((stage) => stage !== end));

const isEdge = (edge: [string, string | undefined]): edge is [string, string] => edge[1] !== undefined;
