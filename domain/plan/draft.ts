import type { z } from 'zod';
import type { Condition } from '../eligibility/condition';
import { conditionSchema } from '../eligibility/condition';
import { HEAD, SUBJECTS, type Panel, type Plan, type Post } from './plan';
import { nearest } from './nearest';
import type { Path } from './problem';
import { STAGE_TYPES, type StageOf, type StageType } from './stages';
import type { Form } from './stages/stageType';

export type Raw = Readonly<Record<string, unknown>>;
export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

interface Common {
  readonly path: Path;
  /** What the list of stages has here, even when it is no stage. */
  readonly entry: unknown;
  readonly raw: Raw;
  readonly id?: string;
  readonly title: string;
  readonly form?: string;
  /** The type's and form's own definition. */
  readonly definition?: Form;
  /** Keys that are missing or misshapen: what they would say is not known. */
  readonly broken: ReadonlySet<string>;
}

/** A stage as far as it can be read; `values` has what is in shape. */
export type DraftStage = Common &
  (
    | { readonly [T in StageType]: { readonly type: T; readonly values: Partial<StageOf<T>> } }[StageType]
    | { readonly type: undefined; readonly values: Partial<Record<string, never>> }
  );
export type DraftOf<T extends StageType> = Extract<DraftStage, { type: T }>;

/** A plan as far as it can be read, so that a fault in one place hides nothing in another. */
export interface Draft {
  readonly raw: Raw;
  readonly stages: readonly DraftStage[];
  readonly posts: readonly Partial<Post>[];
  /** Names are there even when their entries are misshapen. */
  readonly panels: ReadonlyMap<string, Panel | undefined>;
  readonly electorates: ReadonlySet<string>;
  readonly conditions: readonly (Condition | undefined)[];
  readonly basis: readonly string[];
  readonly departures: Plan['departures'];
}

export function draftOf(raw: Raw): Draft {
  const panels = isRaw(raw['panels']) ? raw['panels'] : {};
  const electorates = isRaw(raw['electorates']) ? raw['electorates'] : {};
  return {
    raw,
    stages: list(raw['stages']).map((stage, index) => draftStage(stage, ['stages', index])),
    posts: SUBJECTS.flatMap((name) =>
      list(raw[name]).map((post) => partly(HEAD.posts.element.shape, subject(name, post)).values),
    ),
    panels: new Map(Object.entries(panels).map(([name, panel]) => [name, read(HEAD.panels.unwrap().valueType, panel)])),
    electorates: new Set(Object.keys(electorates)),
    conditions: list(raw['conditions']).map((condition) => read(conditionSchema, condition)),
    basis: list(raw['basis']).filter((name) => typeof name === 'string'),
    departures: list(raw['departures']).flatMap((departure) => read(HEAD.departures.unwrap().element, departure) ?? []),
  };
}

const subject = (name: string, entry: unknown): Raw => {
  if (!isRaw(entry)) return {};
  return name === 'posts' ? entry : { ...entry, vacancies: 1 };
};

function draftStage(entry: unknown, path: Path): DraftStage {
  const raw = isRaw(entry) ? entry : {};
  const type = typeOf(raw);
  const id = typeof raw['id'] === 'string' ? raw['id'] : undefined;
  const title = typeof raw['title'] === 'string' ? raw['title'] : (id ?? pathWord(path));
  const common = { path, entry, raw, title, ...(id !== undefined && { id }) };
  if (!type) return { ...common, type: undefined, values: {}, broken: new Set() };
  const form = formOf(type, raw);
  const { values, broken } = partly(schemaOf(type, form).shape, { ...raw, stage: type, form });
  // There are more types than TypeScript tries one by one (25) when it looks for the one that a union of words belongs to.
  return { ...common, type, form, definition: definitionOf(type, form), values, broken } as DraftStage;
}

const pathWord = (path: Path): string => `stages[${path.at(-1)}]`;

// A slip in the type or form is told once; the rest is read as what was meant.
const typeOf = ({ stage }: Raw): StageType | undefined => meant(stage, STAGE_TYPES);

const formOf = (type: StageType, { form }: Raw): string =>
  meant(form, STAGE_TYPES[type].forms) ?? STAGE_TYPES[type].byDefault;

function meant<K extends string>(word: unknown, table: { readonly [N in K]?: unknown }): K | undefined {
  const names = Object.keys(table) as K[];
  if (typeof word !== 'string') return undefined;
  return names.find((name) => name === word) ?? (nearest(word, names) as K | undefined);
}

export const schemaOf = (type: StageType, form: string): z.ZodObject =>
  (STAGE_TYPES[type].schemas as unknown as Record<string, z.ZodObject>)[form]!;

const definitionOf = (type: StageType, form: string): Form => (STAGE_TYPES[type].forms as Record<string, Form>)[form]!;

/** Reads each key on its own. */
function partly<S extends Readonly<Record<string, z.ZodType>>>(
  shape: S,
  raw: Raw,
): { values: Partial<z.output<z.ZodObject<S>>>; broken: Set<string> } {
  const values: Record<string, unknown> = {};
  const broken = new Set<string>();
  for (const [key, schema] of Object.entries(shape)) {
    const result = schema.safeParse(Object.hasOwn(raw, key) ? raw[key] : undefined);
    if (!result.success) broken.add(key);
    else if (result.data !== undefined) values[key] = result.data;
  }
  return { values: values as Partial<z.output<z.ZodObject<S>>>, broken };
}

const read = <T>(schema: z.ZodType<T>, value: unknown): T | undefined => schema.safeParse(value).data;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, 200) : []);
