import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Plan } from '../../domain/plan';
import type { Tx } from '../../records/database';
import { anchorsIn, chainIn } from '../../records/verificationRows';
import { pack, type Files } from './archive';
import { written, type Documents } from './documents';
import { questionsOf, resolutionsOf, sheetsOf, verdictsOf } from './exportedAnswers';
import { ballotsOf, namesOf, papersOf } from './exportedVotes';
import { visitsOf } from './exportedWalk';
import { pseudonymsFor, type Pseudonyms } from './pseudonyms';
import { readme } from './readme';

/** A campaign as outsiders may have it, packed. The transaction should be `repeatable read`. @throws when there is none of this id */
export async function exportOf(tx: Tx, campaign: string, publicKey?: KeyObject): Promise<Uint8Array> {
  const nameOf = await pseudonymsFor(tx, campaign);
  const plans = await tx
    .selectFrom('campaign_plan')
    .select(['version', 'source', 'plan'])
    .where('campaign_id', '=', campaign)
    .orderBy('version')
    .execute();
  const documents: Documents = {
    'campaign.json': await campaignOf(tx, campaign, nameOf, plans),
    'record.json': await recordOf(
      tx,
      campaign,
      nameOf,
      new Set(plans.flatMap(({ plan }) => [...plan.stages, ...plan.posts].map(({ id }) => id))),
    ),
    'anchors.json': await anchorsIn(tx, campaign),
    'visits.json': await visitsOf(tx, campaign, nameOf, plans),
    'sheets.json': await sheetsOf(tx, campaign, nameOf),
    'ballots.json': await ballotsOf(tx, campaign, nameOf),
    'papers.json': await papersOf(tx, campaign, nameOf),
    'resolutions.json': await resolutionsOf(tx, campaign, nameOf),
    'questions.json': await questionsOf(tx, campaign, nameOf),
    'verdicts.json': await verdictsOf(tx, campaign, nameOf),
    'names.json': await namesOf(tx, campaign, nameOf),
  };
  const files: Files = {
    'README.md': readme(documents['campaign.json']),
    ...Object.fromEntries(Object.entries(documents).map(([name, content]) => [name, written(content)])),
    ...Object.fromEntries(plans.map(({ version, source }) => [`plans/${version}.yaml`, source])),
    ...(publicKey ? { 'public-key.pem': pem(publicKey) } : {}),
  };
  return pack(files);
}

const pem = (key: KeyObject): string =>
  (key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'pem' }).toString();

async function campaignOf(
  tx: Tx,
  id: string,
  nameOf: Pseudonyms,
  plans: readonly { readonly plan: Plan }[],
): Promise<Documents['campaign.json']> {
  const { title, plan_id, status, started_at } = await tx
    .selectFrom('campaign')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const panels = await tx
    .selectFrom('panel_member')
    .select(['panel as of', 'person_id'])
    .where('campaign_id', '=', id)
    .orderBy('panel')
    .execute();
  const electors = await tx
    .selectFrom('elector')
    .select('electorate as of')
    .where('campaign_id', '=', id)
    .orderBy('electorate')
    .execute();
  return {
    id,
    title,
    plan: plan_id,
    status,
    startedAt: started_at,
    panels: counted(panels),
    electorates: counted(electors),
    answering: answeringIn(plans, panels, nameOf),
  };
}

/** A panel that answers for an item is scored for it; of any other it is nobody's business who is in it. */
function answeringIn(
  plans: readonly { readonly plan: Plan }[],
  members: readonly { readonly of: string; readonly person_id: string }[],
  nameOf: Pseudonyms,
): Record<string, string[]> {
  const items = plans.flatMap(({ plan }) => plan.posts.filter(({ itself }) => itself));
  const owners = new Set(items.flatMap(({ by, with: others = [] }) => (by === undefined ? others : [by, ...others])));
  const of = (panel: string) =>
    members.filter((member) => member.of === panel).map(({ person_id }) => nameOf(person_id));
  return Object.fromEntries([...owners].sort().map((panel) => [panel, of(panel).sort()]));
}

function counted(rows: readonly { readonly of: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { of } of rows) counts[of] = (counts[of] ?? 0) + 1;
  return counts;
}

/** What a subject says is kept only when it is a word of the plan or of the house; anything else may be a person. */
async function recordOf(
  tx: Tx,
  campaign: string,
  nameOf: Pseudonyms,
  named: ReadonlySet<string>,
): Promise<Documents['record.json']> {
  const windows = await tx.selectFrom('window').select(['id', 'purpose']).where('campaign_id', '=', campaign).execute();
  const words = new Set(['', ...named, ...windows.flatMap(({ id, purpose }) => [id, purpose])]);
  return (await chainIn(tx, campaign)).map(({ campaign_id: _, opened: __, purpose: ___, ...entry }) => {
    const plain = entry.subject === null || (words.has(entry.subject) && !nameOf.has(entry.subject));
    const subject = plain
      ? entry.subject
      : nameOf.wasWritten(entry.subject!) && !nameOf.has(entry.subject!)
        ? nameOf.written(entry.subject!)
        : nameOf(entry.subject!);
    const actor = entry.actor === null ? null : nameOf(entry.actor);
    return { ...entry, actor, subject };
  });
}
