import { sql, type Selectable } from 'kysely';
import type { Terms } from '../domain/answers';
import { json, type Tx } from './database';
import { digest, randomId } from './digest';
import { queueLetters } from './letters';
import { append } from './process-record';
import { recusedIn } from './recusal';
import type { Database } from './schema';

/**
 * Entitles everybody of an electorate or a panel (`panel:NAME`), or of it only those present, and not kin of those who are voted on where they withdraw, to one ballot, and sends each a personal link whose token is known
 * to the letter alone.
 */
export async function issueEntitlements(
  tx: Tx,
  visit: { id: string; campaign: string },
  window: string,
  electorate: string,
  { present, kin }: { readonly present?: readonly string[]; readonly kin?: 'left' | 'counted' | undefined } = {},
): Promise<void> {
  const all = await electorsOf(tx, visit.campaign, electorate, present);
  const recused = await recusedIn(tx, visit, kin ? all.map(({ person_id }) => person_id) : []);
  const electors = all.filter(({ person_id }) => !recused[person_id]?.size);
  if (electors.length === 0) return;
  const links = electors.map((elector) => ({ ...elector, token: randomId() }));
  await tx
    .insertInto('entitlement')
    .values(
      links.map(({ person_id, class: group, token }) => ({
        window_id: window,
        person_id,
        class: group,
        token_digest: digest(token),
      })),
    )
    .execute();
  const common = { visit: visit.id, campaign: visit.campaign, purpose: `ballot:${window}`, letter: 'ballot' as const };
  await queueLetters(
    tx,
    ...links.map(({ person_id, token }) => ({ ...common, to: [person_id], terms: { window, token } })),
  );
  await append(tx, visit.campaign, [
    { kind: 'slipsIssued', actor: null, visit: visit.id, subject: window, content: { issued: links.length } },
  ]);
}

type Vote = Pick<Selectable<Database['window']>, 'id' | 'kind' | 'visit_id' | 'campaign_id' | 'terms'>;

/**
 * Kin declared while a vote is open: who has not exchanged the slip votes no more, and where the plan leaves kin out is counted no more.
 * Who has exchanged it stays, and is counted: nobody can tell which ballot is theirs. On paper whoever declares before a count is entered
 * withdraws; where slips are drawn at the door, whoever declares before it is opened is not let in.
 */
export async function recuseVoters(tx: Tx, { id, kind, visit_id, campaign_id: campaign, terms }: Vote): Promise<void> {
  if (kind === 'paperCount' && (await isEntered(tx, id))) return;
  const all = await electorsOf(tx, campaign, terms.electorate!);
  const recused = await recusedIn(
    tx,
    { id: visit_id, campaign },
    all.map(({ person_id }) => person_id),
  );
  const away = all.map(({ person_id }) => person_id).filter((person) => recused[person]?.size);
  if (away.length === 0) return;
  const setTerms = (changed: Partial<Terms>) =>
    tx
      .updateTable('window')
      .set({ terms: sql<string>`terms || ${json(changed)}::jsonb` })
      .where('id', '=', id)
      .execute();
  if (kind === 'roll') {
    await setTerms({ entitled: terms.entitled!.filter((person) => !away.includes(person)) });
    return;
  }
  const slips = tx.selectFrom('entitlement').select('person_id').where('window_id', '=', id);
  const voted = (await slips.where('redeemed', '=', true).execute()).map(({ person_id }) => person_id);
  await tx
    .updateTable('entitlement')
    .set({ recused: true })
    .where('window_id', '=', id)
    .where('redeemed', '=', false)
    .where('person_id', 'in', away)
    .execute();
  if (terms.kin !== 'left' || terms.electors === undefined) return;
  const base = all.filter(({ person_id }) => !away.includes(person_id) || voted.includes(person_id));
  await setTerms(countedAs(base));
}

const isEntered = async (tx: Tx, window: string): Promise<boolean> =>
  (await tx.selectFrom('answer').select('id').where('window_id', '=', window).limit(1).executeTakeFirst()) !==
  undefined;

/** How many electors there are, and of each class. */
export const countedAs = (
  electors: readonly { readonly class: string }[],
): Required<Pick<Terms, 'electors' | 'electorsOf'>> => {
  const electorsOf: Record<string, number> = {};
  for (const { class: group } of electors) electorsOf[group] = (electorsOf[group] ?? 0) + 1;
  return { electors: electors.length, electorsOf };
};

/** Everybody of an electorate with their class; the members of a panel vote as one class. In no order. */
async function electorsOf(tx: Tx, campaign: string, electorate: string, present?: readonly string[]) {
  const panel = /^panel:(.+)$/.exec(electorate)?.[1];
  if (panel !== undefined)
    return tx
      .selectFrom('panel_member')
      .select(['person_id', sql<string>`'members'`.as('class')])
      .where('campaign_id', '=', campaign)
      .where('panel', '=', panel)
      .orderBy(sql`random()`)
      .execute();
  return tx
    .selectFrom('elector')
    .select(['person_id', 'class'])
    .where('campaign_id', '=', campaign)
    .where('electorate', '=', electorate)
    .$if(present !== undefined, (query) => query.where('person_id', '=', sql<string>`any(${present})`))
    .orderBy(sql`random()`)
    .execute();
}
