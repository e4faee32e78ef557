import type { Tx } from './database';
import { canonical } from './digest';
import { queueLetters } from './letters';
import { append } from './process-record';

/**
 * Two people enter the same paper independently. When their entries differ, both are told where, neither counts, and both enter again;
 * what was entered stays in the rows and in the record. Call it after an entry was kept.
 */
export async function compareEntries(
  tx: Tx,
  window: { readonly id: string; readonly visit_id: string; readonly campaign_id: string; readonly purpose: string },
): Promise<void> {
  const entries = await tx
    .selectFrom('answer')
    .select(['id', 'person_id', 'content'])
    .where('window_id', '=', window.id)
    .where('replaced', '=', false)
    .orderBy('id')
    .execute();
  const [one, other] = entries;
  if (!one || !other || canonical(one.content) === canonical(other.content)) return;
  const places = differences(one.content, other.content, '');
  await tx.updateTable('answer').set({ replaced: true }).where('window_id', '=', window.id).execute();
  await tx.updateTable('holder').set({ answered: false }).where('window_id', '=', window.id).execute();
  await append(tx, window.campaign_id, [
    {
      kind: 'entriesDiffered',
      actor: null,
      visit: window.visit_id,
      subject: window.purpose,
      content: { entries: [one.id, other.id], places },
    },
  ]);
  await queueLetters(tx, {
    visit: window.visit_id,
    campaign: window.campaign_id,
    purpose: `differs:${one.id}:${other.id}`,
    letter: 'differs',
    to: entries.flatMap(({ person_id }) => person_id ?? []),
    terms: { window: window.id, places: places.slice(0, most) },
  });
}

/** A letter lists no more; there is a limit to what somebody compares by mail. */
const most = 50;

/** Where two contents differ, place by place: "classes/staff/valid：96 / 97". */
function differences(one: unknown, other: unknown, at: string): string[] {
  if (isObject(one) && isObject(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])]
      .sort()
      .flatMap((key) => differences(one[key], other[key], at === '' ? key : `${at}/${key}`));
  return canonical(one ?? null) === canonical(other ?? null) ? [] : [`${at}：${said(one)} / ${said(other)}`];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const said = (value: unknown): string => (value === undefined ? '（未填）' : JSON.stringify(value));
