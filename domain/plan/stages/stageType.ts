import { z } from 'zod';
import { flag, identifier, target, text } from '../terms';

const publish = z
  .union([z.literal('result'), z.array(z.enum(['names', 'scores', 'cutoff', 'text'])).min(1)])
  .describe(
    '环节结束时公布结果：result 为名单、成绩和最低分数，也可只写其中几项；text 为报告的文字 · made public at its end: names, scores and the lowest score, or some of them; the words of a report',
  );

type Shape = z.core.$ZodShape;
type Raw = Readonly<Record<string, unknown>>;

/** One sub-kind of a stage type: its own parameters and the closed list of outcomes it can have. */
export interface Form {
  /** Every one needs an edge. */
  readonly outcomes: readonly string[];
  /** Outcomes that only a certain setting produces, and needs an edge for. */
  readonly sometimes?: Readonly<Record<string, (stage: Raw) => boolean>>;
  readonly parameters: Shape;
  /** Each lot is on its own unless the plan says otherwise: what is done has a time of its own. */
  readonly alone?: true;
}

type Forms = Readonly<Record<string, Form>>;
type Always<F extends Form> = F['outcomes'][number];
type Sometimes<F extends Form> = F['sometimes'] extends object ? keyof F['sometimes'] & string : never;

type OutcomeShape<F extends Form> = { [O in Always<F>]: typeof target } & {
  [O in Sometimes<F>]: z.ZodOptional<typeof target>;
};

type StageShape<T extends string, N extends string, F extends Form> = {
  stage: z.ZodLiteral<T>;
  id: typeof identifier;
  title: typeof text;
  form: z.ZodDefault<z.ZodLiteral<N>>;
  together: z.ZodDefault<z.ZodBoolean>;
  publish: z.ZodOptional<typeof publish>;
  apart: z.ZodDefault<z.ZodBoolean>;
  after: z.ZodDefault<z.ZodArray<typeof identifier>>;
  outcomes: z.ZodObject<OutcomeShape<F>, z.core.$strict>;
} & F['parameters'];

export interface StageDefinition<T extends string, F extends Forms> {
  readonly type: T;
  readonly title: string;
  readonly byDefault: keyof F & string;
  readonly forms: F;
  readonly schemas: { readonly [N in keyof F & string]: z.ZodObject<StageShape<T, N, F[N]>, z.core.$strict> };
}

/**
 * A stage type with its forms. The first form is the default.
 * @param title Chinese and English, for people and the JSON Schema
 */
export function stageType<const T extends string, const F extends Forms>(
  type: T,
  title: string,
  forms: F,
): StageDefinition<T, F> {
  const names = Object.keys(forms) as (keyof F & string)[];
  const byDefault = names[0]!;
  const schemas = Object.fromEntries(
    Object.entries(forms).map(([name, form]) => [name, schemaOf(type, title, name, name === byDefault, form)]),
  );
  return { type, title, byDefault, forms, schemas: schemas as StageDefinition<T, F>['schemas'] };
}

function schemaOf(type: string, title: string, name: string, isDefault: boolean, form: Form): z.ZodObject {
  const sub = z.literal(name).describe('子类 · the sub-kind of the stage type');
  const sometimes = Object.keys(form.sometimes ?? {});
  return z.strictObject({
    stage: z.literal(type).describe(title),
    id: identifier.describe('环节名称，供 outcomes 引用 · the stage, by which outcomes refer to it'),
    title: text.describe('环节标题，给人看 · what people read'),
    form: isDefault ? sub.default(name) : sub,
    together: flag.default(false).describe('所有职位一起进行 · one exam, ballot or meeting for all posts'),
    publish: publish.optional(),
    apart: flag
      .default(form.alone ?? false)
      .describe('各职位（单位、事项）各走各的 · each post, unit or item at its own pace'),
    after: z
      .array(identifier)
      .default([])
      .describe('等其他职位走完这些环节再进入 · entered once no other track is at, or can come to, these stages'),
    ...form.parameters,
    outcomes: z
      .strictObject({
        ...Object.fromEntries(form.outcomes.map((outcome) => [outcome, target])),
        ...Object.fromEntries(sometimes.map((outcome) => [outcome, target.optional()])),
      })
      .describe('每种结果去往哪个环节或以何种结局结束 · where each outcome leads: a stage or a result'),
  });
}
