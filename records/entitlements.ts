import { sql } from 'kysely';
import type { Tx } from './database';
import { digest, randomId } from './digest';
import { queueLetters } from './letters';
import { append } from './process-record';
import { recusedIn } from './recusal';

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
