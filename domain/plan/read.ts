import { draftOf, isRaw } from './draft';
import { checkFlow } from './flow';
import { graphOf } from './graph';
import { checkLaw } from './law';
import type { Plan } from './plan';
import { error, pathText, type Finding, type Problem } from './problem';
import { checkShape } from './shape';
import { readSource, type Source } from './source';
import { wordFault } from './sourceWords';

export type ReadPlan =
  { readonly plan: Plan; readonly warnings: readonly Problem[] } | { readonly problems: readonly Problem[] };

/**
 * Reads a plan: the plan with warnings, or all its problems with their places, in the order of the text. Total: any text gives an
 * answer, never an exception.
 */
export function readPlan(text: string): ReadPlan {
  const source = readSource(text);
  if (isUnreadable(source)) return { problems: inOrder(source.map(wordFault)) };
  const { findings, plan } = check(source.value);
  const problems = inOrder([...source.faults.map(wordFault), ...findings.map((finding) => locate(source, finding))]);
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  return plan ? { plan, warnings: problems } : { problems: [locate(source, notAPlan)] };
}

function check(value: unknown): { findings: Finding[]; plan?: Plan } {
  if (!isRaw(value)) return { findings: [notAPlan] };
  const draft = draftOf(value);
  const graph = graphOf(draft);
  const { findings, plan } = checkShape(draft);
  return { findings: [...findings, ...checkFlow(draft, graph), ...checkLaw(draft, graph)], ...(plan && { plan }) };
}

const notAPlan = error(
  'notAPlan',
  [],
  '这不是方案：应为 id、title、posts、stages 等键和值。',
  'This is no plan: keys such as id, title, posts and stages are expected.',
);

const isUnreadable = (source: ReturnType<typeof readSource>): source is Extract<typeof source, readonly unknown[]> =>
  Array.isArray(source);

function locate(source: Source, { path, key, ...finding }: Finding): Problem {
  return { ...finding, ...(key ? source.atKey(path) : source.at(path)), path: pathText(path) };
}

// Nobody mends more than this at once; a file of nothing but mistakes must not give a megabyte of them.
const MOST = 200;

function inOrder(problems: readonly Problem[]): Problem[] {
  const sorted = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const left = sorted.length - MOST;
  if (left <= 0) return sorted;
  const last = sorted[MOST - 1]!;
  const more: Problem = {
    ...last,
    severity: 'error',
    code: 'tooMany',
    path: '',
    zh: `还有 ${left} 个问题未列出；请先改正以上问题。`,
    en: `${left} more problems are not listed; mend these first.`,
  };
  return [...sorted.slice(0, MOST), more];
}
