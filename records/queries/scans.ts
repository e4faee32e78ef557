import { dateOf, endOfDay } from '../../domain/calendar';
import type { Actor } from '../actor';
import { clock, type Records, type Tx } from '../database';
import { planOf } from '../position';
import { Refusal } from '../refusal';
import { scanOn } from '../scans';
import { namesOf } from './names';
import { campaignInSight } from './sight';

/** The list of a standing scan on a day: what had been entered by the end of that day counts, and nothing later. */
export async function scanListOf(
  db: Records,
  actor: Actor,
  { campaign: id, stage: called }: { campaign: string; stage: string },
  on?: string,
) {
  const { department_id: department, plan_version } = await campaignInSight(db, actor, id);
  const plan = await planOf(db as unknown as Tx, id, plan_version);
  const stage = plan.stages.find((each) => each.id === called);
  if (stage?.stage !== 'scan') throw new Refusal('notFound', { zh: '没有这项核查', en: 'There is no such scan' });
  const now = await clock(db);
  const day = on ?? dateOf(now);
  const asOf = new Date(Date.parse(endOfDay(day)) - 1).toISOString();
  const { list, next } = await scanOn(
    db as unknown as Tx,
    { campaign: id, department, asOf, knownAt: asOf, stage },
    day,
  );
  const nameOf = await namesOf(
    db,
    list.map(({ person }) => person),
  );
  return {
    on: day,
    next: next ?? null,
    items: list.map(({ person, status, reason }) => ({ person: nameOf(person), status, reason })),
  };
}
