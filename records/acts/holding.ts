import { atClock, type Tx } from '../database';
import { Refusal } from '../refusal';
import { windowColumns } from '../schema';

/**
 * Locks a window for one answer and reads the clock after the lock, so that there is one answer at the deadline. Windows that
 * close when they are complete are locked alone (whoever is last must see everybody else); the others are shared.
 */
export async function holdWindow(tx: Tx, id: string) {
  const query = tx.selectFrom('window').select(windowColumns).where('id', '=', id);
  const window =
    (await query.where('closes', '=', 'complete').forUpdate().executeTakeFirst()) ??
    (await query.forShare().executeTakeFirst());
  if (!window) throw new Refusal('notFound');
  const campaign = await tx
    .selectFrom('campaign')
    .select(['status', 'department_id', atClock.as('now')])
    .where('id', '=', window.campaign_id)
    .executeTakeFirstOrThrow();
  return { ...window, department: campaign.department_id, campaignStatus: campaign.status, now: campaign.now };
}
export type HeldWindow = Awaited<ReturnType<typeof holdWindow>>;

export function mustBeOpen({ campaignStatus, closed_at, closed_by, closes, due_at, lapses_at, now }: HeldWindow): void {
  if (campaignStatus === 'suspended') throw new Refusal('suspended');
  if (closed_by === 'complete') throw new Refusal('alreadyDone');
  if (closed_by === 'withdrawn')
    throw new Refusal('tooLate', { zh: '这件事已经撤回，不需要再办理', en: 'This has been withdrawn' });
  const end = closes === 'deadline' ? due_at : lapses_at;
  if (closed_at || (end && Date.parse(end) <= Date.parse(now))) throw new Refusal('tooLate');
}
