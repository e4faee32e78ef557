import { z } from 'zod';
import { isRaw, schemaOf, type Draft, type DraftStage, type Raw } from './draft';
import { didYouMean } from './nearest';
import { headWith, subjectsOf, SUBJECTS, type Plan } from './plan';
import { error, type Finding, type Path } from './problem';
import { wordIssue } from './shapeWords';
import { STAGE_TYPES, type Stage } from './stages';
import { found } from './phrases';

/** The shape layer: every key known, every value of its kind. The plan is there only when nothing is misshapen. */
export function checkShape(draft: Draft): { findings: Finding[]; plan?: Plan } {
  const named = SUBJECTS.filter((name) => draft.raw[name] !== undefined);
  const whole = parsed(headWith(named.length > 0 ? named : ['posts']), draft.raw, []);
  const stages = draft.stages.map(checkStage);
  const findings = [...whole.findings, ...stages.flatMap((stage) => stage.findings)];
  if (findings.length > 0 || !whole.data || stages.some(({ data }) => data === undefined)) return { findings };
  const { posts, units, items, ...head } = whole.data;
  return {
    findings,
    plan: { ...head, ...subjectsOf({ posts, units, items }), stages: stages.map(({ data }) => data as Stage) },
  };
}

function checkStage({ path, raw, entry, type, form }: DraftStage): { findings: Finding[]; data?: unknown } {
  if (!isRaw(entry)) return parsed(z.strictObject({}), entry, path);
  const findings = raw['stage'] === type && type !== undefined ? [] : [unknownType(raw, path)];
  if (type === undefined || form === undefined) return { findings };
  const named = raw['form'];
  if (named !== undefined && named !== form)
    findings.push(unknownForm(named, Object.keys(STAGE_TYPES[type].forms), path));
  const rest = parsed(schemaOf(type, form), { ...raw, stage: type, form }, path);
  return { ...rest, findings: [...findings, ...rest.findings] };
}

// What `outcomes` says is for the flow layer, as far as it is a group of keys at all.
function parsed<T extends z.ZodType>(
  schema: T,
  value: unknown,
  path: Path,
): { findings: Finding[]; data?: z.output<T> } {
  const result = schema.safeParse(value);
  if (result.success) return { findings: [], data: result.data };
  const issues = result.error.issues.filter(
    ({ code, path: at }) => at[0] !== 'outcomes' || (at.length === 1 && code === 'invalid_type'),
  );
  return { findings: issues.slice(0, 300).flatMap((issue) => wordIssue(issue, path, schema, value)) };
}

function unknownType(raw: Raw, path: Path): Finding {
  const type = raw['stage'];
  const names = Object.keys(STAGE_TYPES);
  if (type === undefined) {
    return error(
      'missingKey',
      path,
      `缺少 stage；请写明环节类型：${names.join('、')}。`,
      `stage is missing; say which type of stage this is: ${names.join(', ')}.`,
    );
  }
  const hint = didYouMean(typeof type === 'string' ? type : '', names);
  return error(
    'unknownStageType',
    [...path, 'stage'],
    `没有 ${found(type).zh} 这种环节${hint.zh || `；可用的有 ${names.join('、')}。`}`,
    `There is no stage type ${found(type).en}${hint.en || `; there are ${names.join(', ')}.`}`,
  );
}

function unknownForm(form: unknown, forms: readonly string[], path: Path): Finding {
  const hint = didYouMean(typeof form === 'string' ? form : '', forms);
  return error(
    'unknownForm',
    [...path, 'form'],
    `没有 ${found(form).zh} 这种子类（form）${hint.zh || `；可用的有 ${forms.join('、')}。`}`,
    `There is no form ${found(form).en} of this stage${hint.en || `; there are ${forms.join(', ')}.`}`,
  );
}
