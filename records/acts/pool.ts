import type { Actor } from '../actor';
import { atClock, json, type Tx } from '../database';
import { openWindows } from '../deadlines';
import { oweLook } from '../owed';
import { append } from '../process-record';
import { Refusal } from '../refusal';
import { wakeWatchers } from '../settling';
import { holdCampaign } from './campaign';

/**
 * Enters what the files of these people say from now on: somebody has come, has moved, has got older children in the house. What they
 * said before stays, so that the list of an earlier day remains what it was. Whoever watches the pool looks at once.
 */
export async function changePool(
  tx: Tx,
  actor: Actor,
  {
    campaign: id,
    people,
    reason,
  }: { campaign: string; people: Readonly<Record<string, Readonly<Record<string, unknown>>>>; reason: string },
): Promise<Record<string, never>> {
  const { status } = await holdCampaign(tx, actor, id);
  if (status === 'suspended') throw new Refusal('suspended');
  if (status !== 'running') throw new Refusal('ended');
  const ids = Object.keys(people);
  const known = await tx
    .selectFrom('person')
    .select('id')
    .where('id', 'in', ids)
    .where(({ or, eb }) => or([eb('department_id', '=', actor.department), eb('department_id', 'is', null)]))
    .execute();
  const strangers = ids.filter((each) => !known.some((person) => person.id === each));
  if (strangers.length > 0)
    throw new Refusal('invalid', {
      errors: strangers.map((each) => ({
        pointer: `/people/${each}`,
        zh: `没有这个人：${each}`,
        en: `there is no person ${each}`,
      })),
    });
  await openWindows(tx, id);
  await tx
    .insertInto('pool_member')
    .values(
      Object.entries(people).map(([person_id, facts]) => ({
        campaign_id: id,
        person_id,
        facts: json(facts),
        entered_at: atClock,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['campaign_id', 'person_id', 'entered_at'])
        .doUpdateSet(({ ref }) => ({ facts: ref('excluded.facts') })),
    )
    .execute();
  await append(tx, id, [{ kind: 'poolChanged', actor: actor.id, content: { people, reason } }]);
  await wakeWatchers(tx, id, actor.id);
  await oweLook(tx, id);
  return {};
}
