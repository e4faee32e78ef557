import { sql, type Selectable } from 'kysely';
import type { Actor } from '../actor';
import { atClock, clock, json, type Tx } from '../database';
import { openWindows } from '../deadlines';
import { recuseVoters } from '../entitlements';
import { queueLetters } from '../letters';
import { recuseOfficers } from '../officers';
import { oweLook } from '../owed';
import { append } from '../process-record';
import { recusedIn, recusedMembers } from '../recusal';
import { Refusal } from '../refusal';
import type { Database } from '../schema';

/**
 * Declares that the actor is kin of somebody in the same campaign (配偶、直系、三代以内旁系、近姻亲). From then on neither is asked about
 * the people of a post for which the other stands; what is still asked of them is taken back.
 */
export async function declareKin(
  tx: Tx,
  actor: Actor,
  { campaign: id, kin, relation }: { campaign: string; kin: string; relation: string },
): Promise<Record<string, never>> {
  const campaign = await tx
    .selectFrom('campaign')
    .select(['id', 'status'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!campaign || !(await takesPart(tx, id, actor.id))) throw new Refusal('notFound');
  if (campaign.status === 'cancelled' || campaign.status === 'ended') throw new Refusal('ended');
  if (kin === actor.id || !(await takesPart(tx, id, kin)))
    throw new Refusal('invalid', {
      errors: [{ pointer: '/kin', zh: '此人没有参加这项工作', en: 'this person takes no part in the campaign' }],
    });
  const known = await tx
    .insertInto('kinship')
    .values({ campaign_id: id, person_id: actor.id, kin_id: kin, relation, declared_at: atClock })
    .onConflict((conflict) => conflict.doNothing())
    .returning('kin_id')
    .executeTakeFirst();
  if (!known) throw new Refusal('alreadyDone');
  const windows = await openWindows(tx, id);
  await append(tx, id, [{ kind: 'kinDeclared', actor: actor.id, subject: kin, content: { relation } }]);
  for (const visit of new Set(windows.map(({ visit_id }) => visit_id)))
    await takeBack(tx, { id: visit, campaign: id }, [actor.id, kin]);
  const now = await clock(tx);
  for (const window of windows.filter((each) => !isOver(each, now))) {
    if (window.terms.kin) await recuseVoters(tx, window);
    if (window.terms.unrelatedTo) await recuseOfficers(tx, window);
  }
  for (const window of windows.filter(({ kind }) => kind === 'resolution')) {
    const recused = await recusedMembers(tx, { id: window.visit_id, campaign: id }, window.terms);
    await tx
      .updateTable('window')
      .set({ terms: json({ ...window.terms, ...recused }) })
      .where('id', '=', window.id)
      .execute();
  }
  return {};
}

/** Past its deadline a vote is counted as it was then. */
const isOver = ({ closes, due_at }: Pick<Selectable<Database['window']>, 'closes' | 'due_at'>, now: string): boolean =>
  closes === 'deadline' && due_at !== null && due_at <= now;

/** In a panel, an electorate, the pool, or among the applicants; whoever started it stands in where nobody else is left. */
async function takesPart(tx: Tx, campaign: string, person: string): Promise<boolean> {
  const { rows } = await sql<{ part: boolean }>`
    select exists (select 1 from panel_member where campaign_id = ${campaign} and person_id = ${person})
      or exists (select 1 from elector where campaign_id = ${campaign} and person_id = ${person})
      or exists (select 1 from pool_member where campaign_id = ${campaign} and person_id = ${person})
      or exists (select 1 from participant where campaign_id = ${campaign} and person_id = ${person})
      or exists (select 1 from campaign where id = ${campaign} and started_by = ${person}) as part`.execute(tx);
  return rows[0]!.part;
}

/** What is still asked of those who must withdraw is asked of the others alone; of whoever started the campaign when there are none. */
async function takeBack(tx: Tx, visit: { id: string; campaign: string }, people: readonly string[]): Promise<void> {
  const recused = await recusedIn(tx, visit, people);
  for (const [person, from] of Object.entries(recused)) {
    if (from.size === 0) continue;
    const taken = await tx
      .deleteFrom('holder')
      .using('window')
      .whereRef('window.id', '=', 'holder.window_id')
      .where('window.visit_id', '=', visit.id)
      .where('window.closed_at', 'is', null)
      .where('holder.person_id', '=', person)
      .where(
        'holder.subject',
        'in',
        [...from].filter((subject) => subject !== person),
      )
      .where('holder.answered', '=', false)
      .returning(['holder.window_id', 'holder.subject'])
      .execute();
    if (taken.length === 0) continue;
    const { rows: substitutes } = await sql<{ window: string; purpose: string; person: string }>`
      with put as (insert into holder (window_id, person_id, subject)
      select t.w, c.started_by, t.s from unnest(${taken.map((row) => row.window_id)}::text[], ${taken.map((row) => row.subject)}::text[]) as t(w, s)
      join campaign c on c.id = ${visit.campaign}
      where not exists (select 1 from holder h where h.window_id = t.w and h.subject = t.s) returning window_id, person_id)
      select distinct w.id as window, w.purpose, put.person_id as person from put join "window" w on w.id = put.window_id`.execute(
      tx,
    );
    const letters = substitutes.map(({ window, purpose, person: to }) => ({
      purpose: `ask:${purpose}:${person}`,
      letter: 'task' as const,
      to: [to],
      terms: { window },
    }));
    await queueLetters(tx, ...letters.map((each) => ({ visit: visit.id, campaign: visit.campaign, ...each })));
    await oweLook(tx, visit.campaign);
  }
}
