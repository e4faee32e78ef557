import { isAlias, isMap, isScalar, isSeq, type Document, type ErrorCode } from 'yaml';
import type { Position } from './problem';

/** What is wrong with the text before it is a plan. */
export interface Fault extends Position {
  readonly code: 'tooLarge' | 'brokenYaml' | 'tooDeep' | 'aliases' | 'duplicateKey';
  /** The parser's own code, or the key that comes twice. */
  readonly detail?: ErrorCode | (string & {});
}

const DEEPEST = 40;
const MOST_ALIASES = 100;

/** Faults of a parsed document. Only a key that comes twice lets the rest be read. */
export function faultsOf(document: Document, place: (offset: number) => Position): { fatal: boolean; faults: Fault[] } {
  const broken = document.errors.map(({ code, pos }): Fault => ({
    code: 'brokenYaml',
    detail: code,
    ...place(pos[0]),
  }));
  if (broken.length > 0) return { fatal: true, faults: broken };
  const faults: Fault[] = [];
  let aliases = 0;
  const open: { node: unknown; around: readonly unknown[] }[] = [{ node: document.contents, around: [] }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, around } = next;
    const at = place((node as { range?: [number, number, number] } | null)?.range?.[0] ?? 0);
    if (around.length > DEEPEST) return { fatal: true, faults: [{ code: 'tooDeep', ...at }] };
    if (isAlias(node) && ++aliases > MOST_ALIASES) return { fatal: true, faults: [{ code: 'aliases', ...at }] };
    if (isAlias(node) && around.includes(node.resolve(document)))
      return { fatal: true, faults: [{ code: 'aliases', ...at }] };
    if (!isMap(node) && !isSeq(node)) continue;
    const inside = [...around, node];
    if (isMap(node)) faults.push(...duplicateKeys(node.items, place));
    for (const item of node.items) open.push(...childrenOf(item).map((child) => ({ node: child, around: inside })));
  }
  return { fatal: false, faults };
}

const childrenOf = (item: unknown): unknown[] => (isPair(item) ? [item.key, item.value] : [item]);

const isPair = (item: unknown): item is { key: unknown; value: unknown } =>
  typeof item === 'object' && item !== null && 'key' in item && 'value' in item && !('range' in item);

function duplicateKeys(items: readonly { key: unknown }[], place: (offset: number) => Position): Fault[] {
  const seen = new Set<string>();
  return items.flatMap(({ key }): Fault[] => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    if (!seen.has(name)) return seen.add(name) && [];
    return [{ code: 'duplicateKey', detail: name, ...place(key.range?.[0] ?? 0) }];
  });
}
