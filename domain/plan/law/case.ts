import type { Draft, DraftOf, DraftStage } from '../draft';
import { everyPathPasses } from '../edges';
import { nodeOf, type DraftGraph } from '../graph';
import type { Finding, Path, ProblemCode } from '../problem';
import type { StageType } from '../stages';

/** A plan before the law. */
export class Case {
  constructor(
    readonly draft: Draft,
    readonly graph: DraftGraph,
  ) {}

  all<T extends StageType>(type: T, form?: string): DraftOf<T>[] {
    return this.draft.stages.filter(
      (stage): stage is DraftOf<T> => stage.type === type && (form === undefined || stage.form === form),
    );
  }

  /** Where people come in: at the first stage, and whoever is taken as a replacement, who must walk the steps the others have passed. */
  origins(): string[] {
    const { first } = this.graph;
    return [...(first === undefined ? [] : [first]), ...this.all('ranking', 'replacement').map(nodeOf)];
  }

  /** Where people are appointed: the stages of that type, and every other edge to `appointed`. */
  appointments(): { node: string; path: Path; title: string }[] {
    const stages = this.all('appointment').map((stage) => ({
      node: nodeOf(stage),
      path: stage.path,
      title: stage.title,
    }));
    const { first } = this.graph;
    if (first === undefined || this.passes(first, 'appointed', this.all('appointment'))) return stages;
    return [...stages, { node: 'appointed', path: this.edgeTo('appointed'), title: 'appointed' }];
  }

  /** Whether every way between the two nodes passes one of the stages. */
  passes(from: string, to: string, through: readonly DraftStage[]): boolean {
    return everyPathPasses(this.graph.table, from, to, new Set(through.map(nodeOf)));
  }

  private edgeTo(target: string): Path {
    for (const [node, edges] of this.graph.table) {
      for (const [outcome, to] of edges)
        if (to === target) return [...this.graph.stages.get(node)!.path, 'outcomes', outcome];
    }
    return ['stages'];
  }
}

/** One rule of a regulation. */
export interface Check {
  /** 第四十二条, or what the regulation calls the part, where we cite it without a number. */
  readonly article: string;
  /** 一般 → warning; 必须, 不得, 应当 → error. */
  readonly severity: Finding['severity'];
  readonly find: (plan: Case) => readonly Breach[];
}

export interface Breach {
  readonly code: ProblemCode;
  readonly path: Path;
  readonly zh: string;
  readonly en: string;
}

/** A regulation as checks. */
export interface Profile {
  /** As articles are cited: 《条例》. */
  readonly cited: string;
  readonly title: string;
  readonly checks: readonly Check[];
}

export const breach = (code: ProblemCode, path: Path, zh: string, en: string): Breach => ({ code, path, zh, en });
