import { exactly, frac, over, plus, read, times, total, type Frac } from '../../model/fraction';
import type { Item } from '../archive';
import { scoresFrom } from '../earlier';
import { scoreOf, weighted } from '../numbers';
import { whole, type Again, type Scene } from '../scene';

/** 汇总: the scores of items go up their tree, and to the people who answer for them. */
export function rollUp(scene: Scene): Again {
  const { lots } = scene.visit;
  const leaves = new Map(lots.filter(scene.isItself).map(({ post }) => [post, itemScore(scene, post)]));
  const nodes: readonly Item[] = [...scene.plan.groups, ...scene.plan.posts.filter(({ itself }) => itself)];
  const has = ({ id }: Item): boolean => leaves.has(id) || nodes.some((node) => node.under === id && has(node));
  const tree = new Map<string, Frac>();
  const portions = new Map<string, Frac>();
  const climb = (node: Item, portion: Frac): Frac => {
    const own = leaves.get(node.id);
    if (own) portions.set(node.id, portion);
    const value = own ?? level(node.id, portion);
    tree.set(node.id, value);
    return value;
  };
  const level = (under: string | undefined, portion: Frac): Frac => {
    const siblings = nodes.filter((node) => node.under === under && has(node));
    const all = total(siblings.map(({ weight = 1 }) => read(weight)));
    const parts = siblings.map((node) => over(read(node.weight ?? 1), all));
    return siblings.map((node, at) => times(climb(node, times(portion, parts[at]!)), parts[at]!)).reduce(plus, frac(0));
  };
  if (leaves.size > 0) level(undefined, frac(1));
  const people = peopleOf(scene, leaves, portions);
  const parts = lots.map((lot) => {
    if (scene.isItself(lot)) return whole(lot, 'counted');
    const scored = scene.still(lot.people).filter((person) => people.has(person));
    return whole(lot, scored.length > 0 ? 'scored' : 'none', scored);
  });
  const here = new Set(lots.flatMap((lot) => lot.people));
  const shown = (all: Iterable<readonly [string, Frac]>) =>
    Object.fromEntries([...all].map(([id, value]) => [id, scoreOf(value)] as const));
  return {
    parts,
    finding: {
      max: 100,
      tree: shown(tree),
      scores: {
        ...shown([...tree].filter(([id]) => leaves.has(id))),
        ...shown([...people].filter(([person]) => here.has(person))),
      },
    },
  };
}

function itemScore(scene: Scene, item: string): Frac {
  const parts = Object.entries(scene.says<Record<string, number>>('weights', {})).map(([id, weight]) => {
    const { maximum, of } = scoresFrom(scene, id, item);
    return { weight, maximum, score: of(item)?.inFull ?? '0' };
  });
  return read(exactly(weighted(parts)));
}

/** The mean of the items that somebody answers for, by what each counts for in the whole; less where one only cooperates. */
function peopleOf(
  scene: Scene,
  leaves: ReadonlyMap<string, Frac>,
  portions: ReadonlyMap<string, Frac>,
): Map<string, Frac> {
  const cooperating = scene.says('cooperating', 100);
  const shares = new Map<string, { weight: Frac; score: Frac }[]>();
  for (const [id, score] of leaves) {
    const { by, with: others = [] } = scene.plan.posts.find((post) => post.id === id)!;
    const lead = scene.answering(by);
    const rest = [...new Set(others.flatMap(scene.answering))].filter((person) => !lead.includes(person));
    const add = (person: string, counts: number) =>
      shares.set(person, [...(shares.get(person) ?? []), { weight: times(portions.get(id)!, read(counts)), score }]);
    lead.forEach((person) => add(person, 100));
    rest.forEach((person) => add(person, cooperating));
  }
  const means = [...shares].flatMap(([person, its]) => {
    const all = total(its.map(({ weight }) => weight));
    const sum = total(its.map(({ weight, score }) => times(weight, score)));
    return all.n === 0n ? [] : [[person, over(sum, all)] as const];
  });
  return new Map(means);
}
