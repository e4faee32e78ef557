import { isAlias, isMap, isScalar, isSeq, type Alias, type Document, type ErrorCode } from 'yaml';
import type { Position } from './problem';

/** What is wrong with the text before it is a plan. */
export interface Fault extends Position {
  readonly code: 'tooLarge' | 'brokenYaml' | 'tooDeep' | 'aliases' | 'duplicateKey';
  /** The parser's own code, or the key that comes twice. */
  readonly detail?: ErrorCode | (string & {});
}

/** From an offset in the text. */
export type Place = (offset: number) => Position;

/** A plan needs none; a few do no harm. */
export const MOST_ALIASES = 100;

interface Visited {
  readonly node: unknown;
  readonly around: readonly unknown[];
}

/** Faults of a parsed document. Only an unknown tag and a key that comes twice let the rest be read. */
export function faultsOf(document: Document, place: Place): { fatal: boolean; faults: Fault[] } {
  const fault = (code: Fault['code'], at: number, detail?: string): Fault => ({
    code,
    ...(detail !== undefined && { detail }),
    ...place(at),
  });
  if (document.errors.length > 0) {
    return { fatal: true, faults: document.errors.map(({ code, pos }) => fault('brokenYaml', pos[0], code)) };
  }
  const faults = document.warnings.map(({ code, pos }) => fault('brokenYaml', pos[0], code));
  const aliases: (Visited & { node: Alias })[] = [];
  const open: Visited[] = [{ node: document.contents, around: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, around } = next;
    if (isAlias(node)) aliases.push({ node, around });
    if (isMap(node)) faults.push(...duplicateKeys(node.items, place));
    if (!isMap(node) && !isSeq(node)) continue;
    const inside = [...around, node];
    for (const item of node.items) open.push(...childrenOf(item).map((child) => ({ node: child, around: inside })));
  }
  const wrong =
    aliases.length > MOST_ALIASES
      ? aliases[0]
      : aliases.find(({ node, around }) => around.includes(node.resolve(document)));
  if (!wrong) return { fatal: false, faults };
  return { fatal: true, faults: [fault('aliases', wrong.node.range?.[0] ?? 0)] };
}

const childrenOf = (item: unknown): unknown[] => (isPair(item) ? [item.key, item.value] : [item]);

const isPair = (item: unknown): item is { key: unknown; value: unknown } =>
  typeof item === 'object' && item !== null && 'key' in item && 'value' in item && !('range' in item);

function duplicateKeys(items: readonly { key: unknown }[], place: Place): Fault[] {
  const seen = new Set<string>();
  return items.flatMap(({ key }): Fault[] => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    if (!seen.has(name)) return seen.add(name) && [];
    return [{ code: 'duplicateKey', detail: name, ...place(key.range?.[0] ?? 0) }];
  });
}
