import { setTimeout as pause } from 'node:timers/promises';
import { invite } from '../../bin/rehearsal/play';
import { rosterOf } from '../../bin/rehearsal/roster';
import { castOf, officer } from '../../bin/rehearsal/scenario';
import { readPlan } from '../../domain/plan';
import { percentile, type Ground } from './ground';

const campaigns = 10;
const steps = 20;
const approver = '李组长';

const source = `
id: approvals
title: 一连串审批
posts:
  - {id: post, title: 副科长, vacancies: 1}
panels:
  leaders: {title: 领导小组}
stages:
${Array.from({ length: steps }, (_, index) => `  - {stage: approval, id: step${index}, title: 第 ${index + 1} 步, by: leaders, within: {n: 3, unit: workingDay}, outcomes: {agreed: ${index + 1 < steps ? `step${index + 1}` : 'otherMeans'}, refused: cancelled}}`).join('\n')}
`;

/** From the POST of an approval to the next stage being visible over HTTP, while ten campaigns run. */
export async function approvals({ db, hands }: Ground): Promise<string> {
  const read = readPlan(source);
  if (!('plan' in read)) throw new Error(read.problems.map(({ en }) => en).join('; '));
  const cast = castOf({ people: [{ name: approver, in: ['leaders'], roles: ['approver'] }] });
  await invite(db, cast);
  const { id: plan, version } = await hands.post<{ id: string; version: number }>(officer, '/plans', { source });
  const started = await Promise.all(
    Array.from({ length: campaigns }, () =>
      hands.post<{ id: string }>(officer, '/campaigns', { plan, version, roster: rosterOf(read.plan, cast) }),
    ),
  );
  for (const { id } of started) await reaches(id, 'step0');

  async function reaches(campaign: string, stage: string): Promise<void> {
    for (;;) {
      const { visits } = await hands.get<{ visits: { stage: string }[] }>(officer, `/campaigns/${campaign}`);
      if (visits.some((visit) => visit.stage === stage)) return;
      await pause(5);
    }
  }
  async function approve(campaign: string, step: number): Promise<number> {
    const window = await db
      .selectFrom('window')
      .select('id')
      .where('campaign_id', '=', campaign)
      .where('closed_at', 'is', null)
      .executeTakeFirst();
    if (!window) return approve(campaign, step);
    const from = performance.now();
    await hands.post(approver, `/tasks/${window.id}/answers`, { content: { answer: 'agreed' } });
    await reaches(campaign, `step${step + 1}`);
    return performance.now() - from;
  }

  const alone: number[] = [];
  for (let step = 0; step < steps / 2; step++) for (const { id } of started) alone.push(await approve(id, step));
  const abreast: number[] = [];
  for (let step = steps / 2; step < steps - 1; step++)
    abreast.push(...(await Promise.all(started.map(({ id }) => approve(id, step)))));
  const figures = (values: number[]) =>
    `p50 ${Math.round(percentile(values, 50))} ms, p99 ${Math.round(percentile(values, 99))} ms of ${values.length}`;
  return `approval to next state over HTTP, ${campaigns} campaigns running: one at a time ${figures(alone)}; all ten at once ${figures(abreast)}`;
}
