import { compare, exact, inFull, over, rounded, sum, ZERO, type Exact } from './exact';
import type { ComputedScore, Score } from './scores';

/** A node of a tree of targets; what nothing stands under is a leaf. Without weights siblings count alike. */
export interface TreeNode {
  readonly id: string;
  readonly under?: string | undefined;
  readonly weight?: number | undefined;
}

/** Who answers for a leaf. */
export interface Answering {
  readonly lead: readonly string[];
  readonly cooperating: readonly string[];
}

export interface RolledUp {
  /** Every leaf that has a score and every node above one: Σ weight × score ÷ Σ weight of those under it. */
  readonly tree: Readonly<Record<string, ComputedScore>>;
  /** Everybody who answers for a leaf that has a score: the mean of those leaves, by what each counts for in the whole tree. */
  readonly people: Readonly<Record<string, ComputedScore>>;
}

/**
 * Rolls the scores of leaves up their tree, and over the people who answer for them. A leaf without a score is left out, and its weight
 * falls to its siblings in proportion. Whoever cooperates counts a leaf at `cooperating` percent of what it counts for who leads; who does
 * both leads. Nothing is rounded on the way. Throws RuleError `notANumber`.
 */
export function rollUp(
  nodes: readonly TreeNode[],
  scores: Readonly<Record<string, Score>>,
  answering: Readonly<Record<string, Answering>>,
  cooperating: string | number = 100,
  places = 2,
): RolledUp {
  const under = (id: string | undefined) => nodes.filter((node) => node.under === id);
  const tree = new Map<string, Exact>();
  const portions = new Map<string, Exact>();
  const scored = (node: TreeNode): boolean =>
    scores[node.id] !== undefined || under(node.id).some((child) => scored(child));

  /** The score of a node whose part of the whole is `portion`. */
  const climb = (node: TreeNode, portion: Exact): Exact => {
    const own = scores[node.id];
    const value = own === undefined ? level(under(node.id), portion) : exact(own);
    if (own !== undefined) portions.set(node.id, portion);
    tree.set(node.id, value);
    return value;
  };
  const level = (siblings: readonly TreeNode[], portion: Exact): Exact => {
    const those = siblings.filter(scored);
    const weights = those.map(({ weight = 1 }) => exact(weight));
    const whole = sum(weights);
    return sum(
      those.map((node, index) => {
        const part = over(weights[index]!, whole);
        return climb(node, portion.mul(part)).mul(part);
      }),
    );
  };
  if (nodes.some((node) => node.under === undefined && scored(node))) level(under(undefined), exact(1));

  const people = [
    ...new Set(Object.values(answering).flatMap(({ lead, cooperating: others }) => [...lead, ...others])),
  ];
  const means = people.flatMap((person) => {
    const shares = [...portions].flatMap(([leaf, portion]) => {
      const { lead = [], cooperating: others = [] } = answering[leaf] ?? {};
      const counts = lead.includes(person) ? exact(100) : others.includes(person) ? exact(cooperating) : ZERO;
      return [{ weight: portion.mul(counts), score: exact(scores[leaf]!) }];
    });
    const whole = sum(shares.map(({ weight }) => weight));
    if (compare(whole, ZERO) === 0) return [];
    return [[person, over(sum(shares.map(({ weight, score }) => weight.mul(score))), whole)] as const];
  });
  const shown = (value: Exact): ComputedScore => ({ published: rounded(value, places), inFull: inFull(value) });
  return {
    tree: Object.fromEntries([...tree].map(([id, value]) => [id, shown(value)])),
    people: Object.fromEntries(means.map(([person, value]) => [person, shown(value)])),
  };
}
