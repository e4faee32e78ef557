import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Path, Position } from './problem';
import { LARGEST_PLAN } from './words';
import { faultsOf, type Fault } from './sourceFaults';

/** The text of a plan as values, with the place of each. */
export interface Source {
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** The place of a value; of the nearest thing around it when there is no such value. */
  at(path: Path): Position;
  /** The place of the key itself, where a value is called by a name. */
  atKey(path: Path): Position;
}

const START: Position = { line: 1, column: 1 };

/** Reads the YAML of a plan. Total: what cannot be read is a list of faults. */
export function readSource(text: string): Source | readonly Fault[] {
  if (text.length > LARGEST_PLAN || new TextEncoder().encode(text).length > LARGEST_PLAN)
    return [{ code: 'tooLarge', ...START }];
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
    const place = placer(lines);
    const { fatal, faults } = faultsOf(document, place);
    if (fatal) return faults;
    return { value: document.toJS({ maxAliasCount: 100 }), faults, ...finder(document, place) };
  } catch (error) {
    if (error instanceof RangeError) return [{ code: 'tooDeep', ...START }];
    if (error instanceof ReferenceError) return [{ code: 'aliases', ...START }];
    return [{ code: 'brokenYaml', ...START }];
  }
}

type Children = ReadonlyMap<string, readonly [key: unknown, value: unknown]>;

type Place = (offset: number) => Position;

const placer =
  (lines: LineCounter): Place =>
  (offset) => {
    const { line, col } = lines.linePos(offset);
    return line === 0 ? START : { line, column: col };
  };

function finder(document: Document, place: Place): Pick<Source, 'at' | 'atKey'> {
  const start = (node: unknown): Position | undefined => {
    const range = (node as Node | null | undefined)?.range;
    return range ? place(range[0]) : undefined;
  };
  const known = new WeakMap<object, Children>();
  const children = (node: unknown): Children => {
    const holder = isAlias(node) ? node.resolve(document) : node;
    if (!isNode(holder)) return new Map();
    const found = known.get(holder) ?? childrenOf(holder);
    known.set(holder, found);
    return found;
  };
  const find = (path: Path): { key: Position; value: Position } => {
    let node: unknown = document.contents;
    let found = { key: start(node) ?? START, value: start(node) ?? START };
    for (const step of path) {
      const [key, value] = children(node).get(String(step)) ?? [];
      if (key === undefined && value === undefined) break;
      const at = start(value) ?? start(key) ?? found.value;
      found = { key: start(key) ?? at, value: at };
      node = value;
    }
    return found;
  };
  return { at: (path) => find(path).value, atKey: (path) => find(path).key };
}

function childrenOf(node: Node): Children {
  if (isSeq(node)) return new Map(node.items.map((value, index) => [String(index), [undefined, value]]));
  if (!isMap(node)) return new Map();
  // The last of a key that comes twice is the one that counts.
  return new Map(node.items.map(({ key, value }) => [isScalar(key) ? String(key.value) : String(key), [key, value]]));
}
