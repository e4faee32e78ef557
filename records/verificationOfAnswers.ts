import { canonical } from './digest';
import { Break, nameOf, type FoundEntry } from './verification';
import type { FoundAnswer } from './verificationRows';

const answering: readonly string[] = ['applied', 'postChanged', 'answered', 'revised', 'objected'];

/**
 * The answers are those that the record was told of, and no others: who, about whom, with which content, and which took the
 * place of which. Of a redacted entry only who and about whom are known.
 */
export function verifyAnswers(entries: readonly FoundEntry[], answers: readonly FoundAnswer[]): void {
  const left = new Map<string, FoundAnswer[]>();
  for (const each of answers) left.set(placeOf(each), [...(left.get(placeOf(each)) ?? []), each]);
  const redacted: FoundEntry[] = [];
  for (const entry of entries) {
    if (!answering.includes(entry.kind) && entry.kind !== 'correctionSigned') continue;
    if (!entry.opened) redacted.push(entry);
    else if (!closesWindow(entry)) take(left, entry, answers);
  }
  for (const entry of redacted) left.get(placeIn(entry))?.shift();
  const [stray] = [...left.values()].flat();
  if (stray) throw new Break(materialOf(stray), '没有记入全程纪实');
  const differed = new Set(entries.flatMap(differing));
  for (const each of answers) {
    const replaced = differed.has(each.id) || answers.some(({ replaces }) => replaces === each.id);
    if (replaced !== each.replaced)
      throw new Break(materialOf(each), each.replaced ? '标为已更正' : '标为有效', replaced ? '已更正' : '有效');
  }
}

function take(left: Map<string, FoundAnswer[]>, entry: FoundEntry, answers: readonly FoundAnswer[]): void {
  const told = entry.opened!.content as { readonly content?: unknown; readonly replaces?: string };
  const corrected = entry.kind === 'correctionSigned';
  const old = corrected ? answers.find(({ id }) => id === told.replaces) : undefined;
  if (corrected && !old) throw new Break(nameOf(entry), `被更正的材料 ${told.replaces ?? ''} 已不在`);
  const place = old ? placeOf(old) : placeIn(entry);
  const content = canonical(corrected ? told.content : told);
  const held = left.get(place) ?? [];
  const index = held.findIndex(
    (each) => canonical(each.content) === content && each.answered_at <= entry.at && replacesRightly(each, entry, old),
  );
  if (index < 0)
    throw new Break(
      nameOf(entry),
      held[0] ? `${materialOf(held[0])}与所记内容不符` : '所记的材料已不在',
      content.length > 200 ? `${content.slice(0, 200)}…` : content,
    );
  held.splice(index, 1);
}

function replacesRightly(answer: FoundAnswer, { kind }: FoundEntry, old: FoundAnswer | undefined): boolean {
  if (kind === 'correctionSigned') return answer.replaces === old!.id;
  return (answer.replaces !== null) === (kind === 'postChanged' || kind === 'revised');
}

const placeOf = ({ visit_id, person_id, subject, purpose }: FoundAnswer): string =>
  canonical([visit_id, person_id, subject || purpose, purpose]);
const placeIn = ({ visit_id, actor, subject, purpose }: FoundEntry): string =>
  canonical([visit_id, actor, subject, purpose]);

/** Two entries of one paper that differed stand no more; both are entered anew. */
const differing = ({ kind, opened }: FoundEntry): readonly string[] =>
  kind === 'entriesDiffered' && opened ? (opened.content as { readonly entries: readonly string[] }).entries : [];

/** An officer who closes a window answers nothing. */
const closesWindow = ({ opened }: FoundEntry): boolean =>
  (opened!.content as { readonly closed?: unknown } | null)?.closed === true;

export const materialOf = ({ title, person_id, subject, answered_at }: FoundAnswer): string =>
  `“${title}”${[person_id, subject].filter(Boolean).join('、')} ${answered_at} 的材料`;
