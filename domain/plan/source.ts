import {
  Composer,
  CST,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  Parser,
  type Document,
  type Node,
} from 'yaml';
import type { Path, Position } from './problem';
import { LARGEST_PLAN } from './words';
import { faultsOf, MOST_ALIASES, type Fault, type Place } from './sourceFaults';

/** The text of a plan as values, with the place of each. */
export interface Source {
  readonly value: unknown;
  readonly faults: readonly Fault[];
  /** The place of a value; of the nearest thing around it when there is no such value. */
  at(path: Path): Position;
  /** The place of the key itself, where a value is called by a name. */
  atKey(path: Path): Position;
}

// Levels of brackets and indentation; a plan has about ten.
const DEEPEST = 60;

const START: Position = { line: 1, column: 1 };

/** Reads the YAML of a plan. Total: what cannot be read is a list of faults. */
export function readSource(text: string): Source | readonly Fault[] {
  if (isTooLarge(text)) return [{ code: 'tooLarge', ...START }];
  const lines = new LineCounter();
  const place = placer(lines);
  try {
    const tokens = tokensOf(text, lines);
    if (typeof tokens === 'number') return [{ code: 'tooDeep', ...place(tokens) }];
    const [document, second] = composed(tokens, text.length);
    if (second) return [{ code: 'brokenYaml', detail: 'MULTIPLE_DOCS', ...place(second.range[0]) }];
    const { fatal, faults } = faultsOf(document, place);
    if (fatal) return faults;
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }), faults, ...finder(document, place) };
  } catch (error) {
    if (error instanceof ReferenceError) return [{ code: 'aliases', ...START }];
    return [{ code: error instanceof RangeError ? 'tooDeep' : 'brokenYaml', ...START }];
  }
}

const isTooLarge = (text: string): boolean =>
  text.length > LARGEST_PLAN || new TextEncoder().encode(text).length > LARGEST_PLAN;

// The composer calls itself a level deeper for each bracket, and running out of stack there can end the whole process. The
// parser before it keeps a stack of its own, which can be watched: a number is the place where it grew too deep.
function tokensOf(text: string, lines: LineCounter): CST.Token[] | number {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let offset = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > DEEPEST) return offset;
    // The lexer's own marks are not in the text.
    if (!isMark(lexeme)) offset += lexeme.length;
  }
  return [...tokens, ...parser.end()];
}

const isMark = (lexeme: string): boolean =>
  lexeme === CST.BOM || lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END || lexeme === CST.SCALAR;

function composed(tokens: CST.Token[], length: number): [Document.Parsed, Document.Parsed?] {
  const composer = new Composer({ uniqueKeys: false, logLevel: 'error' });
  const [first, second] = composer.compose(tokens, true, length);
  return second ? [first!, second] : [first!];
}

type Children = ReadonlyMap<string, readonly [key: unknown, value: unknown]>;

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
