import { setTimeout as pause } from 'node:timers/promises';
import { invite } from '../../bin/rehearsal/play';
import { rosterOf } from '../../bin/rehearsal/roster';
import { castOf, officer } from '../../bin/rehearsal/scenario';
import { setRehearsalClock } from '../../records/rehearsalClock';
import { scriptCalled } from '../fixtures/scripts';
import type { Ground } from './ground';

const rush = 1000;

/** A thousand people register at once in a window that closes meanwhile. */
export async function registrations({ db, hands, url, tokenFor }: Ground): Promise<string> {
  const { plan, source, scenario } = scriptCalled('skeleton');
  const people = [...scenario.people, { name: '报名人', in: [], roles: [], facts: {}, count: rush }];
  const cast = castOf({ people });
  await invite(db, cast);
  const published = await hands.post<{ id: string; version: number }>(officer, '/plans', { source });
  const { id } = await hands.post<{ id: string }>(officer, '/campaigns', {
    plan: published.id,
    version: published.version,
    roster: rosterOf(plan, cast),
  });
  const kept = async () =>
    (
      await db
        .selectFrom('answer')
        .innerJoin('window', 'window.id', 'window_id')
        .select('person_id')
        .where('campaign_id', '=', id)
        .execute()
    ).length;
  let window;
  while (!window)
    window = await db.selectFrom('window').select(['id', 'due_at']).where('campaign_id', '=', id).executeTakeFirst();
  const names = cast.filter(({ name }) => name.startsWith('报名人')).map(({ name }) => name);
  const tokens = await Promise.all(names.map(tokenFor));

  let answered = false;
  const closing = (async () => {
    while (!answered && (await kept()) < rush / 3) await pause(20);
    await setRehearsalClock(db, window.due_at!);
  })();
  const from = performance.now();
  const answers = await Promise.all(
    tokens.map(async (token) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': 'rush',
      };
      const body = JSON.stringify({ post: 'post', facts: {} });
      const response = await fetch(`${url}/campaigns/${id}/applications`, { method: 'POST', headers, body });
      await response.text();
      return { status: response.status, retryAfter: response.headers.get('retry-after') };
    }),
  );
  const ms = Math.round(performance.now() - from);
  answered = true;
  await closing;
  const count = (status: number) => answers.filter((each) => each.status === status).length;
  const others = answers.filter(
    ({ status, retryAfter }) => ![201, 409].includes(status) && !(status === 429 && retryAfter),
  );
  if (others.length > 0)
    throw new Error(`answers that should not be: ${[...new Set(others.map(({ status }) => status))].join()}`);
  if ((await kept()) !== count(201)) throw new Error(`${await kept()} stored, ${count(201)} acknowledged`);
  return `${rush} registrations at once in a window that closes meanwhile: ${count(201)} taken and stored, ${count(409)} too late, ${count(429)} told to come back, in ${ms} ms`;
}
