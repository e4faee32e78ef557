import type { Plan } from '../../domain/plan';
import type { Actor } from '../actor';
import { atClock, type Tx } from '../database';
import { digest } from '../digest';
import { Refusal } from '../refusal';

/** Publishes a checked plan as the next version of its id in the actor's department. The same text again is the same version. */
export async function publishPlan(
  tx: Tx,
  actor: Actor,
  { source, plan }: { source: string; plan: Plan },
): Promise<{ plan: string; version: number }> {
  if (!actor.department) throw new Refusal('notYours');
  await tx
    .insertInto('plan')
    .values({ department_id: actor.department, id: plan.id, title: plan.title })
    .onConflict((conflict) => conflict.columns(['department_id', 'id']).doUpdateSet({ title: plan.title }))
    .execute();
  const last = await tx
    .selectFrom('plan_version')
    .select(['version', 'digest'])
    .where('department_id', '=', actor.department)
    .where('plan_id', '=', plan.id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const its = digest(source);
  if (last?.digest === its) return { plan: plan.id, version: last.version };
  const version = (last?.version ?? 0) + 1;
  await tx
    .insertInto('plan_version')
    .values({
      department_id: actor.department,
      plan_id: plan.id,
      version,
      source,
      digest: its,
      published_by: actor.id,
      published_at: atClock,
    })
    .execute();
  return { plan: plan.id, version };
}
